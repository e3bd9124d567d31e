import RouteModel

/// The files of the rules or of the catalog a route was made by.
public struct SourceBundle: Sendable, Hashable {
  /// What the files are.
  public enum Kind: String, Sendable, Hashable {
    case rules
    case catalog
  }

  /// A file.
  public struct File: Sendable, Hashable {
    /// Its name in its folder.
    public var name: String
    /// Its bytes.
    public var bytes: [UInt8]

    /// A file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// What the files are.
  public var kind: Kind
  /// SHA-256 of their meaning, as routes name it.
  public var digest: String
  /// The files, by name.
  public var files: [File]

  /// A bundle.
  public init(kind: Kind, digest: String, files: [File]) {
    self.kind = kind
    self.digest = digest
    self.files = files.sorted { $0.name < $1.name }
  }
}

/// A version of a person's route as the workspace keeps it.
public struct SavedRoute: Sendable, Hashable {
  /// A chosen measure.
  public struct SavedStep: Sendable, Hashable {
    /// The measure.
    public var measure: MeasureCode
    /// Its title.
    public var title: String
    /// Its kind.
    public var kind: MeasureKind
    /// The session, or the month of an undated measure.
    public var session: String
    /// The days.
    public var days: DateSpan
    /// Academic hours.
    public var hours: Int
    /// How it is held.
    public var format: Format
    /// The place in words.
    public var place: String?
    /// Whether a rule requires it.
    public var required: Bool
    /// Why, in one sentence.
    public var reason: String
    /// Which of its numbers are estimates, in words; empty when none is.
    public var estimates: String
  }

  /// A competency of the profile the route was made for.
  public struct Gap: Sendable, Hashable {
    /// The competency.
    public var competency: CompetencyCode
    /// Its title.
    public var title: String
    /// The result that counted; nil when not measured.
    public var score: Points?
    /// The target.
    public var target: Points
    /// The points missing; nil when unknown.
    public var deficit: Points?
  }

  /// Whose it is.
  public var person: String
  /// Its number among the person's versions, from 1.
  public var version: Int
  /// Where it stands on its way.
  public var state: RouteState
  /// The change of the facts after which it was made.
  public var revision: Int
  /// The date it was made for.
  public var asOf: CalendarDate
  /// The last day of its horizon.
  public var horizonTo: CalendarDate
  /// SHA-256 of its inputs.
  public var inputs: InputDigests
  /// How it was made, for making it again: the language of its texts.
  public var settings: String
  /// The version of the program that made it.
  public var product: String
  /// Required measures taken, and required in all.
  public var required: (met: Int, of: Int) { (requiredMet, requiredOf) }
  var requiredMet: Int
  var requiredOf: Int
  /// The value in whole units.
  public var value: Int
  /// Hours in all.
  public var hours: Int
  /// The expected growth in percent; nil when unknown.
  public var growth: Points?
  /// SHA-256 of the JSON.
  public var digest: String
  /// The steps in date order.
  public var steps: [SavedStep]
  /// The profile.
  public var gaps: [Gap]
}
