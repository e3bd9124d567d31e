import Diagnostics
import RouteModel

/// A folder of tables in which every person's rows can be found, so that people are read one by one and the tables need
/// not fit into memory.
///
/// Opening reads every table once and keeps where rows stand: about 100 bytes per person when a person's rows stand
/// together in each table, 24 bytes per row when they don't. It wants tables in which nothing but the cells themselves
/// can be wrong: UTF-8, known columns, every id once, every reference spelled as its id. Of any other folder the opening
/// says nil; `DataSetReader` reads it whole and reports what there is to report.
public final class PeopleFolder: Sendable {
  let tables: [PersonTable: TableIndex]
  let people: IDIndex
  let organisations: IDIndex
  /// The organisation of each person, or −1.
  let organisationOf: [Int32]
  /// The people in the order of their ids.
  private let order: [Int32]
  /// The organisations that no person is in.
  let orphans: [Int32]

  /// How many people there are.
  public var count: Int { people.count }
  /// How many organisations there are that no person is in.
  public var orphanCount: Int { orphans.count }

  /// The position in the tables of the person at a position in the order of ids.
  func person(_ position: Int) -> Int { Int(order[position]) }

  /// Opens a folder; nil when it is not ordinary.
  public init?(_ folder: Location) {
    guard let files = Self.files(folder) else { return nil }
    var tables: [PersonTable: TableIndex] = [:]
    var organisations = IDIndex()
    var people = IDIndex()
    var organisationOf: [Int32] = []
    if let file = files[.organisations] {
      guard let index = Self.index(file, .organisations, ids: &organisations, { _, _ in true }) else { return nil }
      tables[.organisations] = index
    }
    let known = organisations
    guard let file = files[.people],
      let index = Self.index(
        file, .people, ids: &people,
        { scanner, columns in
          let cell = Self.cell(3, scanner, columns)
          if cell.isEmpty || known.count == 0 {
            organisationOf.append(-1)
            return true
          }
          guard let organisation = known[cell.bytes] else { return false }
          organisationOf.append(Int32(organisation))
          return true
        })
    else { return nil }
    tables[.people] = index
    let persons = people
    for table in [PersonTable.scores, .completions] {
      guard let file = files[table] else { continue }
      var last = LastOwner()
      guard
        let index = TableIndex(
          file, table, tells: true, owner: { last.owner(Self.cell(0, $0, $1), persons) })
      else { return nil }
      tables[table] = index
    }
    if let file = files[.indicators] {
      var (lastPerson, lastOrganisation) = (LastOwner(), LastOwner())
      // Organisations are numbered after the people.
      guard
        let index = TableIndex(
          file, .indicators,
          owner: { scanner, columns in
            let (person, organisation) = (Self.cell(0, scanner, columns), Self.cell(1, scanner, columns))
            guard person.isEmpty != organisation.isEmpty else { return nil }
            if organisation.isEmpty { return lastPerson.owner(person, persons) }
            return lastOrganisation.owner(organisation, known).map { $0 + persons.count }
          })
      else { return nil }
      tables[.indicators] = index
    }
    self.tables = tables
    self.people = people
    self.organisations = organisations
    self.organisationOf = organisationOf
    order = Self.order(people)
    var isUsed = [Bool](repeating: false, count: organisations.count)
    for organisation in organisationOf where organisation >= 0 { isUsed[Int(organisation)] = true }
    orphans = isUsed.indices.filter { !isUsed[$0] }.map { Int32($0) }
  }

  /// The files of the tables; nil when a file's name calls for a message.
  private static func files(_ folder: Location) -> [PersonTable: Location]? {
    guard let names = folder.names() else { return nil }
    // A workbook in place of a table is for the other reader.
    guard !names.contains(where: { $0.lowercased().hasSuffix(".xlsx") }) else { return nil }
    var files: [PersonTable: Location] = [:]
    for name in names where name.lowercased().hasSuffix(".csv") {
      let key = LookAlike.fold(String(name.dropLast(4)))
      let table = PersonTable.allCases.first { table in
        [table.name, table.russianName].contains { LookAlike.fold($0) == key }
      }
      guard let table, files.updateValue(folder.file(name), forKey: table) == nil else { return nil }
    }
    return files
  }

  /// The index of a table whose rows have ids, all different also when look-alikes count as the same.
  private static func index(
    _ file: Location, _ table: PersonTable, ids: inout IDIndex, _ check: (CSVRowScanner, [Int?]) -> Bool
  ) -> TableIndex? {
    var folded: Set<UInt64> = []
    return TableIndex(file, table) { scanner, columns in
      let id = cell(0, scanner, columns)
      guard !id.isEmpty, let text = id.text else { return nil }
      var key = LookAlike.fold(text)
      guard folded.insert(key.withUTF8 { ByteHash.hash($0) }).inserted, ids.add(id.bytes),
        check(scanner, columns)
      else { return nil }
      return ids.count - 1
    }
  }

  private static func cell(_ column: Int, _ scanner: CSVRowScanner, _ columns: [Int?]) -> Cell {
    guard let index = columns.firstIndex(of: column), index < scanner.cells.count else { return .empty }
    return scanner.cells[index]
  }

  private static func order(_ people: IDIndex) -> [Int32] {
    func precedes(_ a: Int32, _ b: Int32) -> Bool {
      naturalOrder(
        people.withID(Int(a)) { String(decoding: $0, as: UTF8.self) },
        people.withID(Int(b)) { String(decoding: $0, as: UTF8.self) })
    }
    let order = (0..<Int32(people.count)).map { $0 }
    let isSorted = order.dropFirst().allSatisfy { !precedes($0, $0 - 1) }
    return isSorted ? order : order.sorted(by: precedes)
  }
}

/// Looks up whose a row is; rows of the same owner mostly follow one another.
private struct LastOwner {
  private var owner = -1

  mutating func owner(_ cell: Cell, _ ids: IDIndex) -> Int? {
    if owner >= 0, ids.withID(owner, { $0.elementsEqual(cell.bytes) }) { return owner }
    guard let found = ids[cell.bytes] else { return nil }
    owner = found
    return found
  }
}

extension PersonTable {
  /// The Russian name of the table in folders.
  var russianName: String {
    switch self {
    case .organisations: "организации"
    case .people: "люди"
    case .scores: "результаты"
    case .indicators: "показатели"
    case .completions: "пройдено"
    }
  }
}
