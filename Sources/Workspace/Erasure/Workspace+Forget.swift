import Foundation
import RouteModel

/// What erasing a person left behind, looked for in the files themselves.
public struct Erasure: Sendable, Hashable {
  /// The rows that are gone, by table.
  public var rows: [(table: String, count: Int)] { zip(tables, counts).map { ($0, $1) } }
  var tables: [String]
  var counts: [Int]
  /// How many mentions in the journal and among other people's mentors were taken out.
  public var mentions: Int
  /// How many texts that told of the person were looked for.
  public var searched: Int
  /// How many of them still stand in other people's rows, for example a municipality or a position: these are not the
  /// person's own and stay.
  public var shared: Int
  /// The texts that are in no row any more and yet in the bytes of a file: none, or the erasure is not proven.
  public var remains: Int
  /// The files that were searched.
  public var files: [String]
}

extension Workspace {
  /// Erases a person: facts with their history, names, routes, events, and what the journal and other people's rows say
  /// of the person. Then both files are written anew without the erased bytes, the write-ahead logs are emptied, and the
  /// files are searched for every text that told of the person.
  ///
  /// Nobody else may have the workspace open: what another process still reads stays in the write-ahead log. What lies
  /// outside the two files (copies, exports, blocks a disk keeps back) is outside this proof.
  ///
  /// - Complexity: O(size of the workspace).
  public func forget(_ person: String, stamp: Stamp) throws(WorkspaceError) -> Erasure {
    guard let names else { throw .noNames }
    try takeAlone()
    defer { share() }
    let row = try requirePerson(person)
    let texts = try databaseErrors { () throws(DatabaseError) in try self.texts(of: row) }
    let mentions = try databaseErrors { () throws(DatabaseError) in
      Mentions(
        of: try [row.id]
          + names.rows("SELECT name FROM name WHERE person = ?", [.integer(row.key)])
          .compactMap { $0[0].text })
    }
    // Names first: should the second half fail, the person is there without a name and can be forgotten again.
    var taken = 0
    let namesGone = try names.transaction { () throws(WorkspaceError) in
      try databaseErrors { () throws(DatabaseError) in
        try names.run("DELETE FROM name WHERE person = ?", [.integer(row.key)])
        let gone = names.changes
        taken += try removeMentor(mentions, names)
        return gone
      }
    }
    var erasure = try main.transaction { () throws(WorkspaceError) in
      try databaseErrors { () throws(DatabaseError) in
        let counts = try Self.personTables.map { table throws(DatabaseError) in
          try main.value("SELECT count(*) FROM \(table) WHERE person = ?", [.integer(row.key)]).integer ?? 0
        }
        try main.run("DELETE FROM person WHERE key = ?", [.integer(row.key)])
        taken += try removeMentions(mentions)
        try dropUnusedBundles()
        try addEvent(kind: "forget", person: nil, version: nil, revision: nil, comment: nil, stamp)
        try main.execute("INSERT OR REPLACE INTO setting VALUES('\(Self.erasing)', '1')")
        return Erasure(
          tables: Self.personTables + ["name"], counts: counts + [namesGone], mentions: taken, searched: texts.count,
          shared: 0, remains: 0, files: [])
      }
    }
    try databaseErrors { () throws(DatabaseError) in
      try writeAnew()
      try prove(texts, &erasure)
    }
    return erasure
  }

  private static let personTables = [
    "person_fact", "score", "person_indicator", "completion", "started", "route", "event",
  ]

  // MARK: The files

  /// Stands in the settings from the erasing of rows until the files are written anew.
  private static let erasing = "erasing"

  /// Waits until no other process has the files open, and keeps others out from then on.
  private func takeAlone() throws(WorkspaceError) {
    try databaseErrors { () throws(DatabaseError) in
      for connection in [main, names].compactMap(\.self) {
        try connection.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; COMMIT")
      }
    }
  }

  private func share() {
    for connection in [main, names].compactMap(\.self) {
      try? connection.execute("PRAGMA locking_mode = NORMAL; SELECT count(*) FROM setting")
    }
  }

  /// Rebuilds the files from what is in them, and empties the write-ahead logs.
  private func writeAnew() throws(DatabaseError) {
    let connections = [main, names].compactMap(\.self)
    for connection in connections { try connection.execute("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)") }
    try main.execute("DELETE FROM setting WHERE name = '\(Self.erasing)'; PRAGMA wal_checkpoint(TRUNCATE)")
  }

  /// Writes the files anew where an erasing was stopped before it could; where others have them open, the next command
  /// does it.
  func finishErasing() throws(WorkspaceError) {
    let isPending = try databaseErrors { () throws(DatabaseError) in
      try main.value("SELECT 1 FROM setting WHERE name = ?", [.text(Self.erasing)]).integer != nil
    }
    if isPending { try? writeAnew() }
  }

  // MARK: The rows

  /// Rules and catalogs no route rests on any more.
  private func dropUnusedBundles() throws(DatabaseError) {
    try main.execute(
      """
      DELETE FROM bundle WHERE kind = 'rules' AND digest NOT IN (SELECT rules FROM route)
        OR kind = 'catalog' AND digest NOT IN (SELECT catalog FROM route);
      DELETE FROM document WHERE digest NOT IN (SELECT document FROM bundle)
      """)
  }

  /// Other people keep that they have a mentor, not who it was. The number of rows.
  private func removeMentor(_ mentions: Mentions, _ names: Connection) throws(DatabaseError) -> Int {
    var found: [[SQLValue]] = []
    let statement = try names.prepare("SELECT person, since, mentor FROM name WHERE mentor IS NOT NULL")
    while try statement.step() {
      let row = statement.row
      if mentions.removed(from: row[2].text ?? "") != nil { found.append(Array(row.prefix(2))) }
    }
    for key in found { try names.run("UPDATE name SET mentor = NULL WHERE person = ? AND since = ?", key) }
    return found.count
  }

  /// The journal keeps what was done, not to whom. The number of texts.
  private func removeMentions(_ mentions: Mentions) throws(DatabaseError) -> Int {
    var count = 0
    for (table, column) in [("revision", "source"), ("revision", "actor"), ("event", "comment"), ("event", "actor")] {
      var changed: [[SQLValue]] = []
      let statement = try main.prepare("SELECT id, \(column) FROM \(table) WHERE \(column) IS NOT NULL")
      while try statement.step() {
        let row = statement.row
        if let text = mentions.removed(from: row[1].text ?? "") { changed.append([.text(text), row[0]]) }
      }
      for change in changed { try main.run("UPDATE \(table) SET \(column) = ? WHERE id = ?", change) }
      count += changed.count
    }
    return count
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

  // MARK: The proof

  private func prove(_ texts: Set<String>, _ erasure: inout Erasure) throws(DatabaseError) {
    let paths = [path, Self.namesPath(of: path)]
    erasure.files = paths.flatMap { [$0, $0 + "-wal", $0 + "-shm", $0 + "-journal"] }
      .filter { FileManager.default.fileExists(atPath: $0) }
    var found: Set<[UInt8]> = []
    let needles = texts.map { Array($0.utf8) }
    for file in erasure.files { try ByteSearch.find(needles, in: file, &found) }
    let inFiles = texts.filter { found.contains(Array($0.utf8)) }
    // Only what is in the bytes needs a living row that explains it.
    erasure.shared = try livingTexts(inFiles).count
    erasure.remains = inFiles.count - erasure.shared
  }

  /// Which of the texts stand in a row that is still there.
  private func livingTexts(_ texts: Set<String>) throws(DatabaseError) -> Set<String> {
    var living: Set<String> = []
    for connection in [main, names].compactMap(\.self) {
      let tables = try connection.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")
      let schema = tables.compactMap(\.[1].text).joined()
      living.formUnion(texts.filter { schema.contains($0) })
      for table in tables.compactMap(\.[0].text) {
        let columns = try connection.rows(
          "SELECT name FROM pragma_table_info(?) WHERE type <> 'INTEGER'", [.text(table)]
        ).compactMap(\.[0].text)
        for column in columns {
          let statement = try connection.prepare(
            "SELECT 1 FROM \(table) WHERE instr(CAST(\(column) AS BLOB), CAST(? AS BLOB)) > 0 LIMIT 1")
          for text in texts where !living.contains(text) {
            if try !statement.rows([.text(text)]).isEmpty { living.insert(text) }
          }
        }
      }
    }
    return living
  }
}
