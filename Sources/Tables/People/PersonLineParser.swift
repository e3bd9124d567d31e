import Diagnostics
import RouteModel

/// Parses a line that holds a person: one JSON object with the person's rows under the tables' names.
///
/// Members: `person` (an object), `organisation` (an object or null), `scores`, `indicators`, `completions` (arrays of
/// objects); in each row the English column names of the table. Values are texts, numbers, `true`, `false` or `null`. In
/// rows of the person, `person` may be left out. O(length).
struct PersonLineParser {
  /// What is wrong with the form of a line.
  struct Mistake: Error {
    var id: DiagnosticID
    var message: LocalizedText
    var column: String?
    var notes: [LocalizedText] = []
  }

  let bytes: UnsafeBufferPointer<UInt8>
  var position = 0
  private let line: Int
  let rows: PersonRows
  /// Who knows results by the bytes of their objects; nil where every row is to be read.
  private let known: PersonReader?
  /// Per table the names of columns as bytes.
  private let names: [[[UInt8]]]

  /// The name of the member that holds the rows of a table.
  private static func member(_ table: PersonTable) -> StaticString {
    switch table {
    case .people: "person"
    case .organisations: "organisation"
    case .scores: "scores"
    case .indicators: "indicators"
    case .completions: "completions"
    }
  }

  /// The tables in the order in which their members mostly come.
  private static func table(named key: UnsafeBufferPointer<UInt8>) -> PersonTable? {
    if same(key, member(.people)) { return .people }
    if same(key, member(.organisations)) { return .organisations }
    if same(key, member(.scores)) { return .scores }
    if same(key, member(.indicators)) { return .indicators }
    return same(key, member(.completions)) ? .completions : nil
  }

  /// Reads a line into `rows`, which it empties first. Results that `known` has met are taken as they are known.
  static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, line: Int, into rows: PersonRows, known: PersonReader?
  ) throws(Mistake) {
    rows.reset()
    var parser = PersonLineParser(bytes: bytes, line: line, rows: rows, known: known, names: rows.columnNames)
    try parser.object()
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.broken("конец строки", "the end of the line") }
    guard rows.count(.people) == 1 else {
      throw Mistake(
        id: "no-person",
        message: LocalizedText(ru: "в объекте нет «person»", en: "the object has no «person»"), column: "person")
    }
    fillOwners(rows)
  }

  /// Rows of the person's object are the person's, and the organisation in it is the person's own.
  private static func fillOwners(_ rows: PersonRows) {
    let id = rows.cell(.people, 0, 0)
    for table in [PersonTable.scores, .completions] { rows.fill(table, 0, with: id) }
    rows.fill(.indicators, 0, with: id) { rows.cell(.indicators, $0, 1).isEmpty }
    if rows.count(.organisations) == 1 { rows.fill(.people, 3, with: rows.cell(.organisations, 0, 0)) }
  }

  private init(
    bytes: UnsafeBufferPointer<UInt8>, line: Int, rows: PersonRows, known: PersonReader?, names: [[[UInt8]]]
  ) {
    self.bytes = bytes
    self.line = line
    self.rows = rows
    self.known = known
    self.names = names
  }

  // MARK: Structure

  private mutating func object() throws(Mistake) {
    guard take(UInt8(ascii: "{")) else { throw broken("объект { … }", "an object { … }") }
    if take(UInt8(ascii: "}")) { return }
    var seen: UInt8 = 0
    repeat {
      let key = try self.key()
      guard let table = Self.table(named: key) else {
        let tables: [PersonTable] = [.people, .organisations, .scores, .indicators, .completions]
        throw unknown(key, among: tables.map { "\(Self.member($0))" })
      }
      if seen & 1 << UInt8(table.rawValue) != 0 { throw twice(key) }
      seen |= 1 << UInt8(table.rawValue)
      if takeWord("null") { continue }
      if table == .people || table == .organisations { try row(table) } else { try list(table) }
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw broken("«,» или «}»", "«,» or «}»") }
  }

  private mutating func list(_ table: PersonTable) throws(Mistake) {
    guard take(UInt8(ascii: "[")) else { throw broken("список [ … ]", "a list [ … ]") }
    if take(UInt8(ascii: "]")) { return }
    if table == .scores, let known {
      repeat { try result(known) } while take(UInt8(ascii: ","))
    } else {
      repeat { try row(table) } while take(UInt8(ascii: ","))
    }
    guard take(UInt8(ascii: "]")) else { throw broken("«,» или «]»", "«,» or «]»") }
  }

  /// A row of scores: known by its bytes, or read. An object that was met before begins with the same bytes, and those
  /// decide where it ends; a result that names its person is nobody else's and is not kept.
  private mutating func result(_ known: PersonReader) throws(Mistake) {
    skipSpace()
    let text = firstObject()
    if rows.addScore(known: known, text) {
      position += text.count
      return
    }
    let start = position
    try row(.scores)
    if position - start == text.count, rows.cell(.scores, rows.count(.scores) - 1, 0).isEmpty {
      rows.keepScoreText(text)
    }
  }

  /// The bytes from here to the first closing brace; none where there is none.
  private func firstObject() -> Cell {
    guard let base = bytes.baseAddress, let end = ByteSearch.first(UInt8(ascii: "}"), bytes, from: position) else {
      return .empty
    }
    return Cell(start: base + position, count: end + 1 - position)
  }

  private mutating func row(_ table: PersonTable) throws(Mistake) {
    guard take(UInt8(ascii: "{")) else { throw broken("объект { … }", "an object { … }") }
    rows.begin(table, line: line)
    if take(UInt8(ascii: "}")) { return }
    var seen: UInt32 = 0
    var expected = 0
    let columns = names[table.rawValue]
    repeat {
      let key = try self.key()
      // Columns mostly come in the order of the schema.
      var column = expected
      if column >= columns.count || !Self.same(key, columns[column]) {
        guard let found = columns.firstIndex(where: { Self.same(key, $0) }) else {
          throw unknown(key, among: table.columns.map(\.english))
        }
        column = found
      }
      if seen & 1 << UInt32(column) != 0 { throw twice(key) }
      seen |= 1 << UInt32(column)
      expected = column + 1
      rows.set(table, column, try value())
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw broken("«,» или «}»", "«,» or «}»") }
  }

  private mutating func key() throws(Mistake) -> UnsafeBufferPointer<UInt8> {
    guard take(UInt8(ascii: "\"")) else { throw broken("имя в кавычках", "a name in quotation marks") }
    let key = try string()
    guard take(UInt8(ascii: ":")) else { throw broken("«:»", "«:»") }
    return key
  }

  private mutating func value() throws(Mistake) -> Cell {
    if take(UInt8(ascii: "\"")) { return Cell.trimmed(try string()) }
    if takeWord("null") { return .empty }
    for word in ["true", "false"] as [StaticString] where takeWord(word) {
      // As tables spell it.
      let spelled: StaticString = Self.same(UnsafeBufferPointer(start: word.utf8Start, count: 1), "t") ? "yes" : "no"
      return Cell(start: spelled.utf8Start, count: spelled.utf8CodeUnitCount)
    }
    guard case .number(let end) = JSONNumber.find(bytes, from: position) else {
      throw broken("текст, число, true, false или null", "a text, a number, true, false or null")
    }
    let number = UnsafeBufferPointer(rebasing: bytes[position..<end])
    position = end
    return Cell(start: number.baseAddress, count: number.count)
  }

  // MARK: Bytes

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  /// What JSON calls white space.
  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private mutating func take(_ byte: UInt8) -> Bool {
    if position < bytes.count, bytes[position] == byte {
      position += 1
      return true
    }
    skipSpace()
    return takeRaw(byte)
  }

  mutating func takeRaw(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    skipSpace()
    let count = word.utf8CodeUnitCount
    guard position + count <= bytes.count,
      Self.same(UnsafeBufferPointer(rebasing: bytes[position..<(position + count)]), word)
    else { return false }
    position += count
    return true
  }

  static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<bytes.count where bytes[index] != text.utf8Start[index] { return false }
    return true
  }

  static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ text: [UInt8]) -> Bool {
    guard bytes.count == text.count else { return false }
    for index in 0..<bytes.count where bytes[index] != text[index] { return false }
    return true
  }
}
