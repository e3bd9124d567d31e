import Foundation
import RouteModel

/// The whole workspace as tables, and back.
extension Workspace {
  /// Everything in the workspace.
  ///
  /// - Parameter withNames: whether names are in it; without them it is pseudonymous and its names can't be restored.
  public func dump(withNames: Bool) throws(WorkspaceError) -> WorkspaceDump {
    if withNames, names == nil { throw .noNames }
    return try databaseErrors { () throws(DatabaseError) in
      var tables: [WorkspaceDump.Table] = []
      var pieces: [[String]] = []
      for name in WorkspaceDump.order where name != "name" && name != "piece" {
        tables.append(try table(name, main, sql: Self.query(name)))
      }
      if !withNames { tables = tables.map(Self.withoutNames) }
      try add(documents: &pieces)
      if withNames, let names {
        // Names of changes that were never acknowledged are not the workspace's.
        let last = try main.value("SELECT max(id) FROM revision").integer ?? 0
        tables.append(
          try table("name", names, sql: "SELECT * FROM name WHERE since <= \(last) ORDER BY person, since"))
      }
      tables.append(.init(name: "piece", header: ["digest", "part", "text"], rows: pieces))
      if let settings = tables.firstIndex(where: { $0.name == "setting" }) {
        // An export that somebody has cut is told from a whole one.
        tables[settings].rows += tables.filter { $0.name != "setting" }
          .map { [WorkspaceDump.countPrefix + $0.name, String($0.rows.count)] }
      }
      return WorkspaceDump(tables: tables)
    }
  }

  /// The journal without who did something and without what people wrote in their own words.
  private static func withoutNames(_ table: WorkspaceDump.Table) -> WorkspaceDump.Table {
    guard ["event", "revision"].contains(table.name) else { return table }
    var table = table
    var numbers: [String: Int] = [:]
    for (column, name) in table.header.enumerated() {
      for index in table.rows.indices {
        switch name {
        case "actor":
          let actor = table.rows[index][column]
          let number = numbers[actor] ?? numbers.count + 1
          numbers[actor] = number
          table.rows[index][column] = "user \(number)"
        case "source", "comment": table.rows[index][column] = ""
        default: break
        }
      }
    }
    return table
  }

  private static func query(_ table: String) -> String {
    switch table {
    case "setting":
      "SELECT * FROM setting WHERE name = 'identity' UNION ALL SELECT 'schema', CAST(user_version AS TEXT) FROM pragma_user_version"
    // The JSON stands in pieces under its digest.
    case "route":
      """
      SELECT key, person, version, state, revision, as_of, horizon_to, rules, catalog, data, settings, product,
        required_met, required_of, value, hours, growth, digest FROM route ORDER BY key
      """
    case "step", "gap": "SELECT * FROM \(table) ORDER BY route, 2"
    default: "SELECT * FROM \(table) ORDER BY 1, 2, 3"
    }
  }

  private func table(
    _ name: String, _ connection: Connection, sql: String
  ) throws(DatabaseError) -> WorkspaceDump.Table {
    let statement = try connection.prepare(sql)
    var rows: [[String]] = []
    while try statement.step() { rows.append(statement.row.map(Self.cell)) }
    return WorkspaceDump.Table(name: name, header: statement.columns, rows: rows)
  }

  private static func cell(_ value: SQLValue) -> String {
    switch value {
    case .null: ""
    case .integer(let number): String(number)
    case .text(let text): text
    case .blob(let bytes): Data(bytes).base64EncodedString()
    }
  }

  /// The long contents: rules, catalogs, routes. Bytes that are text stand as text, others as Base64.
  private func add(documents pieces: inout [[String]]) throws(DatabaseError) {
    for sql in [
      "SELECT digest, content FROM document ORDER BY digest", "SELECT DISTINCT digest, json FROM route ORDER BY digest",
    ] {
      let statement = try main.prepare(sql)
      while try statement.step() {
        let row = statement.row
        let bytes = row[1].blob ?? []
        let text = Data(bytes).base64EncodedString()
        var rest = Substring(text)
        var part = 0
        repeat {
          pieces.append([row[0].text ?? "", String(part), String(rest.prefix(WorkspaceDump.cellLimit))])
          rest = rest.dropFirst(WorkspaceDump.cellLimit)
          part += 1
        } while !rest.isEmpty
      }
    }
  }
}
