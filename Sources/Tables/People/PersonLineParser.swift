import Diagnostics
import Foundation
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

  private var bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private let line: Int
  private let rows: PersonRows
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
    if let score = known.scoreTexts.known(text.bytes) {
      rows.add(score)
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
    guard let base = bytes.baseAddress, position < bytes.count,
      let end = memchr(base + position, Int32(UInt8(ascii: "}")), bytes.count - position)
    else { return .empty }
    let start = base + position
    return Cell(start: start, count: UnsafeRawPointer(end) - UnsafeRawPointer(start) + 1)
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
    let start = position
    while position < bytes.count, Self.isOfNumber(bytes[position]) { position += 1 }
    guard position > start else {
      throw broken("текст, число, true, false или null", "a text, a number, true, false or null")
    }
    return Cell(start: bytes.baseAddress.map { $0 + start }, count: position - start)
  }

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
  }

  // MARK: Texts

  /// The text after an opening quotation mark.
  private mutating func string() throws(Mistake) -> UnsafeBufferPointer<UInt8> {
    let start = position
    guard let end = ByteSearch.firstToEscape(bytes, from: start) else {
      position = bytes.count
      throw broken("закрывающая кавычка", "a closing quotation mark")
    }
    position = end
    switch bytes[end] {
    case UInt8(ascii: "\""):
      position += 1
      return UnsafeBufferPointer(rebasing: bytes[start..<end])
    case UInt8(ascii: "\\"): return try escaped(from: start)
    default: throw broken("экранированный управляющий символ", "an escaped control character")
    }
  }

  private mutating func escaped(from start: Int) throws(Mistake) -> UnsafeBufferPointer<UInt8> {
    var text = Array(bytes[start..<position])
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return rows.keep(text)
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw broken("экранированный управляющий символ", "an escaped control character")
      default: text.append(byte)
      }
    }
    throw broken("закрывающая кавычка", "a closing quotation mark")
  }

  private mutating func escape() throws(Mistake) -> [UInt8] {
    guard position < bytes.count else { throw broken("символ после «\\»", "a character after «\\»") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "u"): break
    default: throw broken("известный символ после «\\»", "a known character after «\\»")
    }
    var scalar = try hexadecimal()
    if (0xD800...0xDBFF).contains(scalar) {
      guard takeRaw(UInt8(ascii: "\\")), takeRaw(UInt8(ascii: "u")) else {
        throw broken("вторая половина пары \\u", "the second half of a \\u pair")
      }
      let low = try hexadecimal()
      guard (0xDC00...0xDFFF).contains(low) else {
        throw broken("вторая половина пары \\u", "the second half of a \\u pair")
      }
      scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let unicode = Unicode.Scalar(scalar) else { throw broken("символ Юникода", "a Unicode character") }
    return Array(String(Character(unicode)).utf8)
  }

  private mutating func hexadecimal() throws(Mistake) -> UInt32 {
    guard position + 4 <= bytes.count,
      let value = UInt32(String(decoding: bytes[position..<(position + 4)], as: UTF8.self), radix: 16)
    else { throw broken("четыре шестнадцатеричные цифры", "four hexadecimal digits") }
    position += 4
    return value
  }

  // MARK: Bytes

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 || (0x09...0x0D).contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    if position < bytes.count, bytes[position] == byte {
      position += 1
      return true
    }
    skipSpace()
    return takeRaw(byte)
  }

  private mutating func takeRaw(_ byte: UInt8) -> Bool {
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

  private static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ text: StaticString) -> Bool {
    guard bytes.count == text.utf8CodeUnitCount else { return false }
    for index in 0..<bytes.count where bytes[index] != text.utf8Start[index] { return false }
    return true
  }

  private static func same(_ bytes: UnsafeBufferPointer<UInt8>, _ text: [UInt8]) -> Bool {
    guard bytes.count == text.count else { return false }
    for index in 0..<bytes.count where bytes[index] != text[index] { return false }
    return true
  }

  // MARK: Mistakes

  private func broken(_ ru: String, _ en: String) -> Mistake {
    let place = String(decoding: bytes[..<min(position, bytes.count)], as: UTF8.self).count + 1
    return Mistake(
      id: "not-json",
      message: LocalizedText(
        ru: "это не JSON: в позиции \(place) ожидается \(ru)",
        en: "this is not JSON: expected \(en) at character \(place)"))
  }

  private func unknown(_ key: UnsafeBufferPointer<UInt8>, among names: [String]) -> Mistake {
    let text = String(decoding: key, as: UTF8.self)
    let near = nearest(to: text, among: names)
    let list = names.joined(separator: ", ")
    return Mistake(
      id: "unknown-key",
      message: LocalizedText(ru: "неизвестное имя «\(text)»", en: "unknown name «\(text)»"), column: text,
      notes: [LocalizedText(ru: "допустимо: \(list)", en: "allowed: \(list)")]
        + (near.map { [LocalizedText(ru: "возможно, «\($0)»?", en: "did you mean «\($0)»?")] } ?? []))
  }

  private func twice(_ key: UnsafeBufferPointer<UInt8>) -> Mistake {
    let text = String(decoding: key, as: UTF8.self)
    return Mistake(
      id: "duplicate-key",
      message: LocalizedText(ru: "имя «\(text)» повторяется", en: "the name «\(text)» stands twice"),
      column: text)
  }
}
