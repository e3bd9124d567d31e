import Diagnostics

/// A checked set of rules, ready to be applied.
///
/// Invariants: names are unique; rules and diagnostics are sorted by name, so that the order of rules and files changes
/// nothing; every field, measure, competency and band it names is a position in the vocabulary or scale.
public struct RuleSet: Sendable {
  /// What the names mean.
  public var vocabulary: Vocabulary
  /// The policy.
  public var policy: PolicySettings
  /// The bands, highest first.
  public var scale: [Band]
  /// Targets of roles, by role.
  public var targets: [RoleTargets]
  /// The first stratum: points added to deficits.
  public var diagnostics: [DiagnosticRule]
  /// The second stratum: conclusions on measures.
  public var rules: [Rule]
  /// The examples, in file order.
  public var examples: [Example]
}

/// What the files say of the policy; nil where they are silent.
public struct PolicySettings: Sendable, Hashable {
  /// Which result counts.
  public enum Result: Sendable, Hashable {
    case latest
    case best
    case bestWithin(months: Int)
  }

  /// By which formula growth is counted.
  public enum Growth: Sendable, Hashable {
    case relative, absolute, normalised
  }

  /// A period of the load.
  public enum Period: Sendable, Hashable {
    case year, halfYear, quarter, month
  }

  /// A limit on hours.
  public struct HoursLimit: Sendable, Hashable {
    /// The hours.
    public var hours: Int
    /// Per what.
    public var period: Period
  }

  /// A yearly window in which nothing may be held.
  public struct Window: Sendable, Hashable {
    /// The first day: month and day of month.
    public var from: MonthDay
    /// The last day; before `from` means in the next year.
    public var to: MonthDay
  }

  /// A day of a year.
  public struct MonthDay: Sendable, Hashable {
    /// The month, 1–12.
    public var month: Int
    /// The day, 1–31.
    public var day: Int
  }

  /// The least seats of every municipality whose people ask for as many.
  public struct SeatFloor: Sendable, Hashable {
    /// Seats, or percent of the seats that the municipality's people would take if there were enough.
    public var amount: Int
    /// Whether `amount` is percent.
    public var isShare: Bool
    /// What a seat up to the floor is worth, in hundredths of a point.
    public var worth = 10_000
  }

  /// Which result counts; by default the latest.
  public var result: Result = .latest
  /// The growth that is asked for, in hundredths of percent; nil when no file says so.
  public var growthPercent: Int?
  /// By which formula.
  public var growthFormula: Growth = .relative
  /// Limits on hours.
  public var hours: [HoursLimit] = []
  /// How many measures at once; nil is no limit.
  public var concurrent: Int?
  /// What an hour costs, in hundredths of a point.
  public var hourPrice = 0
  /// Windows to keep free.
  public var windows: [Window] = []
  /// The months a route looks ahead.
  public var horizonMonths = 12
  /// Days of travel before and after what is held in person outside one's municipality; 0 where no file says so.
  public var travelDays = 0
  /// Whether seats go to people with large deficits first: their value counts as often as their heaviest band weighs.
  public var deficitsFirst = false
  /// The least seats of every municipality; nil where no file says so.
  public var seatFloor: SeatFloor?
  /// What a person is worth who is missing to a coverage target, in hundredths of a point; 0 where no file says so.
  public var coverageWorth = 0
}

/// A band of the deficit scale.
public struct Band: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The least deficit in it, in hundredths of a point.
  public var lower: Int
  /// The weight of a point.
  public var weight: Int
  /// Where its name stands.
  public var place: DiagnosticPlace = .nowhere

  /// Two bands are equal wherever they stand.
  public static func == (left: Band, right: Band) -> Bool {
    (left.name, left.lower, left.weight) == (right.name, right.lower, right.weight)
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(lower)
    hasher.combine(weight)
  }
}

/// Targets of a role besides the catalog's.
public struct RoleTargets: Sendable, Hashable {
  /// The role, by its position in the role field's values.
  public var role: Int
  /// The role whose targets it takes where it has none.
  public var like: Int?
  /// Single targets: competency → hundredths of a point.
  public var overrides: [Int: Int]
}

/// What rules and diagnostics have in common.
public struct RuleHeader: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Why, in words.
  public var reason: String
  /// On what basis.
  public var basis: String
  /// The file.
  public var source: SourceText
  /// Where the name stands.
  public var range: SourceRange

  /// The name of the file, without folders: the same wherever the program is started.
  public var file: String { source.path.split(separator: "/").last.map(String.init) ?? source.path }
  /// The line, from 1.
  public var line: Int { source.line(of: range.lowerBound) }

  /// Two headers are equal when they stand at the same place of the same text.
  public static func == (left: RuleHeader, right: RuleHeader) -> Bool {
    left.name == right.name && left.range == right.range && left.source === right.source
  }

  /// Hashes name and place.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(range)
  }
}

/// A rule of the first stratum.
public struct DiagnosticRule: Sendable, Hashable {
  /// Name, reason, basis, place.
  public var header: RuleHeader
  /// When it fires.
  public var condition: Condition
  /// Competency and hundredths of a point to add.
  public var additions: [Addition]

  /// Points added to a deficit.
  public struct Addition: Sendable, Hashable {
    /// The competency, by position in the vocabulary.
    public var competency: Int
    /// Hundredths of a point.
    public var hundredths: Int
  }
}

/// A rule of the second stratum.
public struct Rule: Sendable, Hashable {
  /// Name, reason, basis, place.
  public var header: RuleHeader
  /// When it fires.
  public var condition: Condition
  /// What it concludes.
  public var conclusions: [Conclusion]
}

/// What a rule concludes on a measure.
public struct Conclusion: Sendable, Hashable {
  /// The kinds, weakest first.
  public enum Kind: Sendable, Hashable {
    /// Take it if it pays; weights of several rules add up.
    case recommend(weight: Int)
    /// Take it if it can be taken.
    case require
    /// Never take it.
    case exclude
  }

  /// The measure, by position in the vocabulary.
  public var measure: Int
  /// What is concluded.
  public var kind: Kind
  /// When it may be held; nil is any time.
  public var window: SchoolYearWindow?
  /// Where it stands.
  public var range: SourceRange
}

/// Days of a school year, which begins on 1 September: `не раньше 1 октября`, `не позже 31 декабря`, or both.
public struct SchoolYearWindow: Sendable, Hashable {
  /// The first day on which something may start; nil is 1 September.
  public var notBefore: PolicySettings.MonthDay?
  /// The last day on which it may end; nil is 31 August.
  public var notAfter: PolicySettings.MonthDay?

  /// The place of a day in the school year, for comparing days.
  static func order(_ day: PolicySettings.MonthDay) -> Int { (day.month + 3) % 12 * 32 + day.day }

  /// Whether no day of a school year is in it.
  var isEmpty: Bool {
    guard let notBefore, let notAfter else { return false }
    return Self.order(notBefore) > Self.order(notAfter)
  }
}

/// An example: facts and what must follow from them.
public struct Example: Sendable, Hashable {
  /// Name and place; reason and basis are empty.
  public var header: RuleHeader
  /// The facts: field and coded value.
  public var facts: [Fact]
  /// What is expected.
  public var expectations: [Expectation]

  /// An example as given.
  public init(header: RuleHeader, facts: [Fact], expectations: [Expectation]) {
    (self.header, self.facts, self.expectations) = (header, facts, expectations)
  }

  /// A given fact.
  public struct Fact: Sendable, Hashable {
    /// The field, by position in the vocabulary.
    public var field: Int
    /// The coded value.
    public var value: Int32
    /// Where it stands.
    public var range: SourceRange

    /// A fact as given.
    public init(field: Int, value: Int32, range: SourceRange) {
      (self.field, self.value, self.range) = (field, value, range)
    }
  }

  /// An expectation with its place.
  public struct Expectation: Sendable, Hashable {
    /// What is expected.
    public var kind: Kind
    /// Where it stands.
    public var range: SourceRange

    /// An expectation as given.
    public init(kind: Kind, range: SourceRange) { (self.kind, self.range) = (kind, range) }

    /// What can be expected.
    public enum Kind: Sendable, Hashable {
      /// The measure is required.
      case required(measure: Int)
      /// The measure is recommended, with that weight in all if one is given.
      case recommended(measure: Int, weight: Int?)
      /// A rule excludes the measure.
      case excluded(measure: Int)
      /// The measure is neither required nor recommended, or it is excluded.
      case none(measure: Int)
      /// The deficit has one of the values.
      case deficit(Literal)
      /// The rule or diagnostic of that name fires, or does not.
      case fired(Bool, rule: String)
    }
  }
}
