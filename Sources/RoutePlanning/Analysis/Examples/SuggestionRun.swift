import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching

/// The state of one search for examples.
struct SuggestionRun {
  let context: PlanningContext
  let language: Language
  let runner: ExampleRunner
  var solver: ConditionSolver
  var coverage: ExampleCoverage
  var names: Set<String>
  private(set) var suggestions: [ExampleSuggester.Suggestion] = []
  /// The proposals by the rule they are for.
  private(set) var proposed: [String: [Example]] = [:]

  init(context: PlanningContext, language: Language) {
    self.context = context
    self.language = language
    runner = ExampleRunner(context: context)
    solver = ConditionSolver(space: context.profileSpace)
    coverage = ExampleCoverage(context: context)
    names = Set(context.rules.examples.map(\.header.name))
  }

  func say(_ russian: String, _ english: String) -> String { language == .russian ? russian : english }

  mutating func suggestForRules() {
    for index in coverage.entries.indices {
      let entry = coverage.entries[index]
      if !entry.fired, let witness = solver.witness(of: [entry.condition]) {
        add(witness, for: entry, say("срабатывает", "fires"), purpose: nil)
      }
      for part in entry.parts.indices {
        for wanted in [true, false] {
          let state = coverage.entries[index].parts[part]
          if wanted ? state.decidedTrue : state.decidedFalse { continue }
          suggest(entry, part, wanted: wanted, atLeast: wanted ? !state.wasTrue : !state.wasFalse)
        }
      }
    }
  }

  /// An example in which the comparison has the wanted truth and, if it can, decides.
  ///
  /// - Parameter atLeast: whether an example in which it does not decide is better than none.
  private mutating func suggest(
    _ entry: ExampleCoverage.Entry, _ part: Int, wanted: Bool, atLeast: Bool
  ) {
    let literal = entry.parts[part].literal
    let with = entry.parts[part].with
    let without = solver.space.negation(entry.parts[part].without)
    let boundary = BoundaryValues(literal, in: solver.space).choices(where: wanted)
    var found: Witness?
    var decides = false
    for goals in atLeast ? [[with, without], []] : [[with, without]] where found == nil {
      decides = !goals.isEmpty
      // Far from its threshold a comparison that has decided already tells nothing new.
      for values in boundary where found == nil && (atLeast || isNear(values, literal)) {
        found = solver.witness(of: [ProfileSpace.asks(literal.field, values)] + goals)
      }
    }
    guard let witness = found else { return }
    let text = literal.text(in: context.names.vocabulary, language: language)
    let answer = wanted ? say("да", "yes") : say("нет", "no")
    let purpose =
      decides
      ? say("решает «\(text)»: \(answer), рядом с границей", "«\(text)» decides: \(answer), next to its boundary")
      : say("«\(text)»: \(answer), но решает не это", "«\(text)»: \(answer), but something else decides")
    add(witness, for: entry, "\(text) — \(answer)", purpose: purpose, lacking: decides && !wanted ? literal : nil)
  }

  private func isNear(_ values: ValueSet, _ literal: Literal) -> Bool {
    guard let value = values.intervals.first, values.intervals.count == 1 else { return values.containsMissing }
    let domain = context.names.vocabulary.fields[literal.field].domain
    return [value.lowerBound, value.upperBound].allSatisfy { BoundaryValues.isNear($0, literal, domain) }
  }

  mutating func suggestForBands() {
    for index in coverage.bands.indices where !coverage.bands[index].isReached {
      let band = coverage.bands[index].band
      let upper = index == 0 ? 10_000 : coverage.bands[index - 1].band.lower - 1
      let values = [ValueSet([Int32(band.lower)...Int32(band.lower)]), ValueSet([Int32(band.lower)...Int32(upper)])]
      search: for values in values {
        for competency in context.names.competencies.indices {
          let field = context.names.deficits + competency
          guard let witness = solver.witness(of: [ProfileSpace.asks(field, values)]) else { continue }
          let name = say("уровень «\(band.name)»", "band «\(band.name)»")
          add(witness, rule: nil, name: name, rules: [], measures: [], fields: [field], comments: [name])
          break search
        }
      }
    }
  }

  mutating func add(
    _ witness: Witness, for entry: ExampleCoverage.Entry, _ suffix: String, purpose: String?,
    lacking: Literal? = nil
  ) {
    let state = runner.state(on: witness.facts)
    var comments: [String] = purpose.map { [$0] } ?? []
    comments.append(reason(entry, state.profile.facts, lacking: lacking))
    let (measures, fields) = (measures(entry), deficits(entry))
    comments += measures.compactMap { decided($0, state, by: entry.header.name) }
    proposed[entry.header.name, default: []].append(example(on: witness, for: entry))
    add(
      witness, rule: entry.header.name, name: "\(entry.header.name): \(suffix)", rules: [entry.header.name],
      measures: measures, fields: fields, comments: comments)
  }

  private mutating func add(
    _ witness: Witness, rule: String?, name: String, rules: [String], measures: [Int], fields: [Int],
    comments: [String]
  ) {
    var unique = name
    var number = 2
    while !names.insert(unique).inserted {
      unique = "\(name) (\(number))"
      number += 1
    }
    coverage.add(runner.state(on: witness.facts))
    let text = ExampleWriter(runner: runner, language: language).example(
      named: unique, witness, rules: rules, measures: measures, fields: fields, comments: comments)
    suggestions.append(ExampleSuggester.Suggestion(rule: rule, text: text))
  }

  // MARK: Reasons

  /// Why the rule fires, or what keeps it from firing: `lacking`, where that is known to decide.
  private func reason(_ entry: ExampleCoverage.Entry, _ facts: FactVector, lacking: Literal?) -> String {
    func text(_ literals: [Literal]) -> String { context.names.text(of: literals)[language] }
    if Evaluator.isTrue(entry.condition, facts) {
      let supporting = text(ConditionTrace.supporting(entry.condition, facts))
      if supporting.isEmpty {
        return say("срабатывает всегда: \(entry.header.reason)", "always fires: \(entry.header.reason)")
      }
      return say(
        "срабатывает, потому что \(supporting): \(entry.header.reason)",
        "fires because \(supporting): \(entry.header.reason)")
    }
    let blocking = text(lacking.map { [$0] } ?? ConditionTrace.blocking(entry.condition, facts) ?? [])
    return say("не срабатывает: не выполнено \(blocking)", "does not fire: not satisfied: \(blocking)")
  }

  /// What other rules say of the measure, where they do.
  private func decided(_ measure: Int, _ state: ExampleRunner.State, by own: String) -> String? {
    guard let found = state.conclusions[measure] else { return nil }
    func cited(_ positions: [Int]) -> [String] { positions.map { context.rules.rules[$0].header.name } }
    let others = cited(found.excludedBy + found.askedBy).filter { $0 != own }
    guard !others.isEmpty else { return nil }
    let list = others.map { "«\($0)»" }.joined(separator: ", ")
    return say("о \(context.code(measure)) говорит и \(list)", "\(list) speaks of \(context.code(measure)) too")
  }
}
