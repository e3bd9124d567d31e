import Foundation
import RouteModel

extension Workspace {
  /// Fills an empty workspace with a whole other one, in one transaction or not at all, and checks every digest.
  public func restore(_ dump: WorkspaceDump, source: String, stamp: Stamp) throws(WorkspaceError) {
    guard try latestRevision() == 0, try ids().isEmpty else { throw .notEmpty }
    let tables = Dictionary(dump.tables.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let schema = tables["setting"]?.rows.first { $0.first == "schema" }?.last.flatMap { Int($0) }
    guard let schema else { throw .brokenExport("setting") }
    guard schema <= Schema.migrations.count else { throw .tooNew(schema: schema) }
    try Self.checkWhole(tables, schema: schema)
    if names == nil, tables["name"]?.rows.isEmpty == false { throw .noNames }
    let documents = try Self.documents(tables["piece"])
    if let names, let table = tables["name"] { try restoreNames(table, names) }
    try main.transaction { () throws(WorkspaceError) in
      for name in WorkspaceDump.order where !["setting", "name", "piece", "route", "bundle"].contains(name) {
        if name == "step" {
          try restoreBundles(tables["bundle"], documents)
          try restoreRoutes(tables["route"], documents)
        }
        if let table = tables[name] { try insert(table, main) }
      }
      try databaseErrors { () throws(DatabaseError) in
        try addEvent(kind: "restore", person: nil, version: nil, revision: nil, comment: source, stamp)
      }
    }
  }

  /// Refuses an export that lacks a table or rows: a part of a workspace is not taken for the whole.
  private static func checkWhole(_ tables: [String: WorkspaceDump.Table], schema: Int) throws(WorkspaceError) {
    // A pseudonymous export has no names; the first schema knew nothing of measures in progress.
    let optional: Set = schema < 2 ? ["name", "started"] : ["name"]
    for name in WorkspaceDump.order where tables[name] == nil && !optional.contains(name) {
      throw .brokenExport("— \(WorkspaceDump.fileName(name))")
    }
    for row in tables["setting"]?.rows ?? [] where row[0].hasPrefix(WorkspaceDump.countPrefix) {
      let name = String(row[0].dropFirst(WorkspaceDump.countPrefix.count))
      let found = tables[name]?.rows.count ?? 0
      guard String(found) == row.last else {
        throw .brokenExport("\(WorkspaceDump.fileName(name)): \(found) ≠ \(row.last ?? "")")
      }
    }
  }

  private func restoreNames(_ table: WorkspaceDump.Table, _ names: Connection) throws(WorkspaceError) {
    // Committed before the rest: names without people are swept away by the next import.
    try names.transaction { () throws(WorkspaceError) in
      try databaseErrors { () throws(DatabaseError) in try names.execute("DELETE FROM name") }
      try insert(table, names)
    }
  }

  /// The contents by digest, put together from their pieces and checked.
  private static func documents(_ table: WorkspaceDump.Table?) throws(WorkspaceError) -> [String: [UInt8]] {
    var parts: [String: [(number: Int, text: String)]] = [:]
    for row in table?.rows ?? [] {
      guard row.count == 3, let number = Int(row[1]) else { throw .brokenExport("piece") }
      parts[row[0], default: []].append((number, row[2]))
    }
    var result: [String: [UInt8]] = [:]
    for (digest, pieces) in parts {
      let text = pieces.sorted { $0.number < $1.number }.map(\.text).joined()
      guard let data = Data(base64Encoded: text) else { throw .brokenExport("piece \(digest)") }
      var hash = SHA256()
      hash.update(Array(data))
      guard hash.finalize() == digest else { throw .brokenExport("piece \(digest)") }
      result[digest] = Array(data)
    }
    return result
  }

  private func restoreBundles(
    _ table: WorkspaceDump.Table?, _ documents: [String: [UInt8]]
  ) throws(WorkspaceError) {
    guard let table else { return }
    for row in table.rows {
      guard let digest = row.last, let bytes = documents[digest] else { throw .brokenExport("bundle") }
      try databaseErrors { () throws(DatabaseError) in
        try main.run("INSERT OR IGNORE INTO document VALUES(?, ?)", [.text(digest), .blob(bytes)])
      }
    }
    try insert(table, main)
  }

  private func restoreRoutes(
    _ table: WorkspaceDump.Table?, _ documents: [String: [UInt8]]
  ) throws(WorkspaceError) {
    guard var table else { return }
    guard let digest = table.header.firstIndex(of: "digest") else { throw .brokenExport("route") }
    let contents = try table.rows.map { row throws(WorkspaceError) -> SQLValue in
      guard row.indices.contains(digest), let bytes = documents[row[digest]] else { throw .brokenExport("route") }
      return .blob(bytes)
    }
    table.header.append("json")
    try insert(table, main, lastColumn: contents)
  }

  private func insert(
    _ table: WorkspaceDump.Table, _ connection: Connection, lastColumn: [SQLValue]? = nil
  ) throws(WorkspaceError) {
    do throws(DatabaseError) {
      let types = try connection.rows(
        "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?)", [.text(table.name)])
      let columns = try table.header.map { header throws(DatabaseError) -> (isInteger: Bool, isRequired: Bool) in
        guard let type = types.first(where: { $0[0].text == header }) else {
          throw .failed(code: 1, message: "\(table.name): \(header)")
        }
        return (type[1].text == "INTEGER", type[2].integer != 0 || type[3].integer != 0)
      }
      let places = Array(repeating: "?", count: table.header.count).joined(separator: ", ")
      let statement = try connection.prepare(
        "INSERT INTO \(table.name)(\(table.header.joined(separator: ", "))) VALUES(\(places))")
      for (position, row) in table.rows.enumerated() {
        var values = zip(row, columns).map { Self.value($0, isInteger: $1.isInteger, isRequired: $1.isRequired) }
        if let lastColumn { values.append(lastColumn[position]) }
        while values.count < columns.count { values.append(.null) }
        try statement.run(values)
      }
    } catch {
      // What the schema refuses was changed after the export.
      if case .failed(_, let message) = error {
        throw .brokenExport("\(WorkspaceDump.fileName(table.name)): \(message)")
      }
      throw .database(error)
    }
  }

  private static func value(_ cell: String, isInteger: Bool, isRequired: Bool) -> SQLValue {
    if cell.isEmpty { return isRequired && !isInteger ? .text("") : .null }
    if isInteger { return Int(cell).map { .integer($0) } ?? .text(cell) }
    return .text(cell)
  }
}
