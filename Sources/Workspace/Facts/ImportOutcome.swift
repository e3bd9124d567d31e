/// What an import did, or would do.
public struct ImportOutcome: Sendable, Hashable {
  /// What happened to the rows of one table.
  public struct Counts: Sendable, Hashable {
    /// Facts that were not known.
    public var added = 0
    /// Facts with another value than before; the old one stays in the history.
    public var changed = 0
    /// Facts that ended because a complete file does not have them.
    public var withdrawn = 0
    /// Facts that stand as they were.
    public var same = 0

    /// Nothing.
    public init() {}

    /// Whether anything is written.
    public var isEmpty: Bool { added + changed + withdrawn == 0 }
  }

  /// The counts by table: people, organisations, scores, indicators, completions.
  public var tables: [(name: String, counts: Counts)] {
    [
      ("people", people), ("organisations", organisations), ("scores", scores), ("indicators", indicators),
      ("completions", completions),
    ]
  }
  /// People.
  public var people = Counts()
  /// Organisations.
  public var organisations = Counts()
  /// Results of tests.
  public var scores = Counts()
  /// Indicators of people and organisations.
  public var indicators = Counts()
  /// Completed measures.
  public var completions = Counts()
  /// The revision that holds the changes; nil when there was nothing to change, or nothing was to be written.
  public var revision: Int?

  /// All tables together.
  public var total: Counts {
    tables.reduce(into: Counts()) { sum, table in
      sum.added += table.counts.added
      sum.changed += table.counts.changed
      sum.withdrawn += table.counts.withdrawn
      sum.same += table.counts.same
    }
  }
}
