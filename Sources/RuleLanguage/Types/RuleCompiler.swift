import Diagnostics

/// Checks parsed rule files against a vocabulary and lowers them to a rule set.
///
/// All mistakes of all files are reported in one run. O(size of the files).
public struct RuleCompiler: Sendable {
  /// What the names mean.
  public let vocabulary: Vocabulary

  /// A compiler for one vocabulary.
  public init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// What a compilation must find besides rules.
  public struct Requirements: Sendable {
    /// Whether a deficit scale must be declared.
    public var scale: Bool
    /// Whether a growth target must be declared.
    public var growthTarget: Bool
    /// Whether rules may stand without conclusions, reason and basis. Then, and when the vocabulary has no measures (or
    /// no competencies), what is concluded on them is not checked and not kept: nothing asks for it. Files must be
    /// parsed with `allowsBareRules`, too.
    public var allowsBareRules: Bool

    /// Requirements.
    public init(scale: Bool, growthTarget: Bool, allowsBareRules: Bool = false) {
      self.scale = scale
      self.growthTarget = growthTarget
      self.allowsBareRules = allowsBareRules
    }

    /// What routes need.
    public static let routes = Requirements(scale: true, growthTarget: true)
    /// A bare set of rules.
    public static let none = Requirements(scale: false, growthTarget: false)
    /// Rules that are only matched, over any vocabulary.
    public static let matching = Requirements(scale: false, growthTarget: false, allowsBareRules: true)
  }

  /// The rule set of the files, or nil when anything in them is an error; the messages include the parser's and are
  /// ordered by file and place.
  ///
  /// - Parameter cases: files that hold examples and nothing else, kept apart from the rules.
  public func compile(
    _ trees: [SyntaxTree], cases: [SyntaxTree] = [], requirements: Requirements = .routes
  ) -> (rules: RuleSet?, diagnostics: [Diagnostic]) {
    var checker = Checker(vocabulary: vocabulary)
    checker.ignoresConclusions = requirements.allowsBareRules && vocabulary.measures.isEmpty
    let ordered = trees.sorted { $0.source.path < $1.source.path }
    for tree in ordered { checker.collectSettings(tree) }
    if requirements.scale, checker.firstPlaces["scale"] == nil { checker.isScaleBroken = true }
    checker.finishScale()
    let orderedCases = cases.sorted { $0.source.path < $1.source.path }
    let files = ordered + orderedCases
    for tree in files { checker.collectNames(tree) }
    for tree in orderedCases { checker.checkOnlyExamples(tree) }
    for tree in files { checker.checkDeclarations(tree) }
    checker.checkRequirements(requirements, files: ordered)
    let diagnostics = Self.ordered(files.flatMap(\.diagnostics) + checker.diagnostics, by: files.map(\.source))
    return (diagnostics.hasErrors ? nil : checker.ruleSet, diagnostics)
  }

  /// Checks one condition that stands outside a rule file, such as a measure's audience.
  public func compile(
    condition source: SourceText, scale: [Band] = []
  ) -> (condition: Condition?, diagnostics: [Diagnostic]) {
    let parsed = ConditionSyntax.parse(source)
    guard let syntax = parsed.condition else { return (nil, parsed.diagnostics) }
    var checker = Checker(vocabulary: vocabulary)
    checker.scale = scale
    let condition = checker.lower(syntax, in: Checker.Context(source: source, allowsDerived: true))
    let diagnostics = parsed.diagnostics + checker.diagnostics
    return (diagnostics.hasErrors ? nil : condition, diagnostics)
  }

  /// By file, then place; one place keeps the order of finding.
  private static func ordered(_ diagnostics: [Diagnostic], by sources: [SourceText]) -> [Diagnostic] {
    func key(_ diagnostic: Diagnostic) -> (Int, Int) {
      guard case .text(let source, let range) = diagnostic.place else { return (Int.max, 0) }
      return (sources.firstIndex { $0 === source } ?? Int.max, range.lowerBound)
    }
    return diagnostics.enumerated()
      .map { (key: key($0.element), position: $0.offset, diagnostic: $0.element) }
      .sorted { ($0.key.0, $0.key.1, $0.position) < ($1.key.0, $1.key.1, $1.position) }
      .map(\.diagnostic)
  }
}

/// The state of one compilation.
struct Checker {
  let vocabulary: Vocabulary
  var diagnostics: [Diagnostic] = []
  var policy = PolicySettings()
  var scale: [Band] = []
  var targets: [RoleTargets] = []
  var rules: [Rule] = []
  var diagnosticRules: [DiagnosticRule] = []
  var examples: [Example] = []
  /// Where each policy entry, scale and name was first declared.
  var firstPlaces: [String: (source: SourceText, range: SourceRange)] = [:]
  var ruleNames: Set<String> = []
  /// Whether some rule has no name: then examples may mean it.
  var hasNamelessRules = false
  /// Whether the scale, or the policy, is missing or has mistakes: what depends on them is not reported besides.
  var isScaleBroken = false
  var isPolicyBroken = false
  /// Whether conclusions on measures are passed over.
  var ignoresConclusions = false

  /// Where a condition stands.
  struct Context {
    var source: SourceText
    /// Whether fields computed between the strata may be used.
    var allowsDerived: Bool
  }

  init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  var ruleSet: RuleSet {
    RuleSet(
      vocabulary: vocabulary, policy: policy, scale: scale, targets: targets.sorted { $0.role < $1.role },
      diagnostics: diagnosticRules.sorted { $0.header.name < $1.header.name },
      rules: rules.sorted { $0.header.name < $1.header.name }, examples: examples)
  }

  /// Reports what a file of examples declares besides them: rules that stood there would change routes unseen.
  mutating func checkOnlyExamples(_ tree: SyntaxTree) {
    for declaration in tree.declarations {
      if case .example = declaration { continue }
      report(CheckerDiagnostics.notAnExample(declaration.keyword, tree.source))
    }
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Reports a second declaration of what may be declared once; true when it is the first.
  mutating func declareOnce(
    _ key: String, _ what: @autoclosure () -> LocalizedText, _ source: SourceText, _ range: SourceRange
  ) -> Bool {
    if let first = firstPlaces[key] {
      report(CheckerDiagnostics.duplicate(what(), source, range, first: first))
      return false
    }
    firstPlaces[key] = (source, range)
    return true
  }
}
