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
        let table = try table(name, main, sql: Self.query(name), &pieces)
        tables.append(table)
      }
      try add(documents: &pieces)
      if withNames, let names {
        tables.append(try table("name", names, sql: "SELECT * FROM name ORDER BY person, since", &pieces))
      }
      tables.append(.init(name: "piece", header: ["digest", "part", "text"], rows: pieces))
      return WorkspaceDump(tables: tables)
    }
  }

  private static func query(_ table: String) -> String {
    switch table {
    case "setting":
      "SELECT * FROM setting UNION ALL SELECT 'schema', CAST(user_version AS TEXT) FROM pragma_user_version"
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
    _ name: String, _ connection: Connection, sql: String, _ pieces: inout [[String]]
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
