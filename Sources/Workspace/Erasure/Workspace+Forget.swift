import Foundation
import RouteModel

/// What erasing a person left behind, looked for in the files themselves.
public struct Erasure: Sendable, Hashable {
  /// The rows that are gone, by table.
  public var rows: [(table: String, count: Int)] { zip(tables, counts).map { ($0, $1) } }
  var tables: [String]
  var counts: [Int]
  /// How many texts that told of the person were looked for.
  public var searched: Int
  /// How many of them still stand in other people's rows, for example a mentor or a municipality: these are not the
  /// person's own and stay.
  public var shared: Int
  /// The texts that are in no row any more and yet in the bytes of a file: none, or the erasure is not proven.
  public var remains: Int
  /// The files that were searched.
  public var files: [String]
}

extension Workspace {
  /// Erases a person: facts with their history, names, routes, events. Then both files are written anew without the
  /// erased bytes, the write-ahead logs are emptied, and the files are searched for every text that told of the person.
  ///
  /// What lies outside the two files (copies, exports, blocks a disk keeps back) is outside this proof.
  ///
  /// - Complexity: O(size of the workspace).
  public func forget(_ person: String, stamp: Stamp) throws(WorkspaceError) -> Erasure {
    guard let names else { throw .noNames }
    let row = try requirePerson(person)
    let texts = try databaseErrors { () throws(DatabaseError) in try self.texts(of: row) }
    // Names first: should the second half fail, the person is there without a name and can be forgotten again.
    let namesGone = try databaseErrors { () throws(DatabaseError) in
      try names.run("DELETE FROM name WHERE person = ?", [.integer(row.key)])
      return names.changes
    }
    var erasure = try main.transaction { () throws(WorkspaceError) in
      try databaseErrors { () throws(DatabaseError) in
        let counts = try Self.personTables.map { table throws(DatabaseError) in
          try main.value("SELECT count(*) FROM \(table) WHERE person = ?", [.integer(row.key)]).integer ?? 0
        }
        try main.run("DELETE FROM person WHERE key = ?", [.integer(row.key)])
        try dropUnusedBundles()
        try addEvent(kind: "forget", person: nil, version: nil, revision: nil, comment: nil, stamp)
        return Erasure(
          tables: Self.personTables + ["name"], counts: counts + [namesGone], searched: texts.count, shared: 0,
          remains: 0, files: [])
      }
    }
    try databaseErrors { () throws(DatabaseError) in
      for connection in [main, names] {
        try connection.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")
      }
      try prove(texts, &erasure)
    }
    return erasure
  }

  private static let personTables = [
    "person_fact", "score", "person_indicator", "completion", "started", "route", "event",
  ]

  /// Rules and catalogs no route rests on any more.
  private func dropUnusedBundles() throws(DatabaseError) {
    try main.execute(
      """
      DELETE FROM bundle WHERE kind = 'rules' AND digest NOT IN (SELECT rules FROM route)
        OR kind = 'catalog' AND digest NOT IN (SELECT catalog FROM route);
      DELETE FROM document WHERE digest NOT IN (SELECT document FROM bundle)
      """)
  }

  /// Every text of the person's rows that can tell who it is: the id, names, documents, comments. Codes of a closed set
  /// and dates tell of nobody.
  private func texts(of person: PersonRow) throws(DatabaseError) -> Set<String> {
    var texts: Set<String> = [person.id]
    func add(_ rows: [[SQLValue]]) { texts.formUnion(rows.joined().compactMap(\.text)) }
    let key = [SQLValue.integer(person.key)]
    add(try main.rows("SELECT folded FROM person WHERE key = ?", key))
    add(try main.rows("SELECT position, organisation, team FROM person_fact WHERE person = ?", key))
    add(try main.rows("SELECT document FROM completion WHERE person = ?", key))
    add(try main.rows("SELECT source FROM person_indicator WHERE person = ?", key))
    add(try main.rows("SELECT comment FROM event WHERE person = ?", key))
    add(try main.rows("SELECT digest FROM route WHERE person = ?", key))
    if let names { add(try names.rows("SELECT name, mentor FROM name WHERE person = ?", key)) }
    // Two letters stand everywhere by chance.
    return texts.filter { $0.utf8.count >= 3 }
  }

  private func prove(_ texts: Set<String>, _ erasure: inout Erasure) throws(DatabaseError) {
    let paths = [path, Self.namesPath(of: path)]
    erasure.files = paths.flatMap { [$0, $0 + "-wal", $0 + "-shm"] }
      .filter { FileManager.default.fileExists(atPath: $0) }
    let living = try livingTexts(texts)
    erasure.shared = living.count
    let needles = texts.subtracting(living).map { Array($0.utf8) }
    var found: Set<[UInt8]> = []
    for file in erasure.files { try ByteSearch.find(needles, in: file, &found) }
    erasure.remains = found.count
  }

  /// Which of the texts stand in a row that is still there.
  private func livingTexts(_ texts: Set<String>) throws(DatabaseError) -> Set<String> {
    var living: Set<String> = []
    for connection in [main, names].compactMap(\.self) {
      let tables = try connection.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
      for table in tables.compactMap(\.[0].text) {
        let columns = try connection.rows("SELECT name FROM pragma_table_info(?)", [.text(table)]).compactMap(
          \.[0].text)
        for column in columns {
          let statement = try connection.prepare(
            "SELECT 1 FROM \(table) WHERE instr(CAST(\(column) AS BLOB), CAST(? AS BLOB)) > 0 LIMIT 1")
          for text in texts where !living.contains(text) {
            if try !statement.rows([.text(text)]).isEmpty { living.insert(text) }
          }
        }
      }
      let schema = tables.compactMap(\.[1].text).joined()
      living.formUnion(texts.filter { schema.contains($0) })
    }
    return living
  }
}
