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
