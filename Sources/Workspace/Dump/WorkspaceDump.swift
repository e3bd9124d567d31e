/// A whole workspace as tables of texts, history and all: what an export writes beside the tables of today's facts.
public struct WorkspaceDump: Sendable, Hashable {
  /// A table of the workspace.
  public struct Table: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Its columns.
    public var header: [String]
    /// Its rows; an absent value is the empty text, and no value of a workspace is an empty text where it may be absent.
    public var rows: [[String]]

    /// A table.
    public init(name: String, header: [String], rows: [[String]]) {
      self.name = name
      self.header = header
      self.rows = rows
    }
  }

  /// What the file or sheet of a table is called.
  public static func fileName(_ table: String) -> String { prefix + (shortNames[table] ?? table) }

  /// The table a file or sheet holds; nil when it is none of a workspace's.
  public static func table(inFile name: String) -> String? {
    guard name.hasPrefix(prefix) else { return nil }
    let rest = String(name.dropFirst(prefix.count))
    return shortNames.first { $0.value == rest }?.key ?? rest
  }

  /// Names that a sheet has room for: 31 characters with the prefix.
  private static let shortNames = ["organisation_indicator": "org_indicator"]
  /// Begins the settings that say how many rows a table has.
  static let countPrefix = "rows "

  /// The tables in the order in which they can be read.
  public var tables: [Table]

  /// Tables.
  public init(tables: [Table]) { self.tables = tables }

  /// What the files of an export are called, so that they are told from tables of facts.
  public static let prefix = "workspace-"
  /// The characters of one cell: spreadsheets cut longer texts.
  static let cellLimit = 30_000

  /// The tables as an export writes them, parents first.
  static let order = [
    "setting", "revision", "person", "organisation", "person_fact", "organisation_fact", "score", "person_indicator",
    "organisation_indicator", "completion", "started", "bundle", "route", "step", "gap", "event", "name", "piece",
  ]
}
