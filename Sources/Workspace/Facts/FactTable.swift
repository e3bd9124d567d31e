/// A table of facts that end but are never overwritten: keys name a fact, values say it, `since` and `until` when.
struct FactTable: Sendable {
  let name: String
  /// The column that says whose fact it is.
  let owner: String
  let keys: [String]
  let values: [String]

  static let person = FactTable(
    name: "person_fact", owner: "person", keys: [],
    values: [
      "municipality", "organisation", "organisation_kind", "position", "role", "appointed_on", "retraining", "formats",
      "team", "has_mentor",
    ])
  static let organisation = FactTable(
    name: "organisation_fact", owner: "organisation", keys: [],
    values: ["name", "municipality", "kind", "features", "source", "date"])
  static let score = FactTable(
    name: "score", owner: "person", keys: ["competency", "date", "wave", "form"], values: ["raw", "maximum", "items"])
  static let personIndicator = FactTable(
    name: "person_indicator", owner: "person", keys: ["indicator", "period_from", "period_to", "source"],
    values: ["kind", "value"])
  static let organisationIndicator = FactTable(
    name: "organisation_indicator", owner: "organisation", keys: ["indicator", "period_from", "period_to", "source"],
    values: ["kind", "value"])
  static let completion = FactTable(
    name: "completion", owner: "person", keys: ["measure", "date"], values: ["hours", "document", "started", "session"])
  static let started = FactTable(
    name: "started", owner: "person", keys: ["measure", "date"], values: ["session", "ends"])

  var columns: String { (keys + values).joined(separator: ", ") }

  /// The facts of one owner that hold at a revision, or now.
  static let holds = "since <= ?2 AND (until IS NULL OR until > ?2)"

  /// Parameters: owner, revision.
  var ofOwner: String { "SELECT \(columns) FROM \(name) WHERE \(owner) = ?1 AND \(Self.holds)" }

  /// Parameters: nothing, revision. The owner's key stands first.
  var ofAll: String {
    "SELECT \(owner), \(columns) FROM \(name) WHERE ?1 IS NULL AND \(Self.holds) ORDER BY \(owner)"
  }

  /// Parameters: revision, owner, keys.
  var end: String {
    let matches = ([owner] + keys).enumerated().map { "\($1) = ?\($0 + 2)" }.joined(separator: " AND ")
    return "UPDATE \(name) SET until = ?1 WHERE \(matches) AND until IS NULL"
  }

  /// Parameters: owner, keys, values, revision.
  var begin: String {
    let places = Array(repeating: "?", count: keys.count + values.count + 2).joined(separator: ", ")
    return "INSERT INTO \(name)(\(([owner] + keys + values).joined(separator: ", ")), since) VALUES(\(places))"
  }
}

/// One fact as its table holds it.
struct FactRow: Hashable {
  var key: [SQLValue]
  var values: [SQLValue]

  init(key: [SQLValue], values: [SQLValue]) {
    self.key = key
    self.values = values
  }

  /// The columns of a query, keys first.
  init(_ columns: some Collection<SQLValue>, in table: FactTable) {
    key = Array(columns.prefix(table.keys.count))
    values = Array(columns.dropFirst(table.keys.count))
  }
}
