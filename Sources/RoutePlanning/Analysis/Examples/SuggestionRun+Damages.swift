import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching

extension SuggestionRun {
  /// Examples on which damages show that no example and no proposal notices.
  mutating func suggestForDamages() {
    for damage in RuleMutator(context: context).survivors(&solver) {
      guard let entry = coverage.entries.first(where: { $0.header == damage.header }) else { continue }
      let damaged = ExampleRunner(context: context, rules: damage.applied(to: context.rules))
      if (proposed[entry.header.name] ?? []).contains(where: { !damaged.run($0).passed }) { continue }
      for goals in questions(damage, entry) {
        guard let witness = solver.witness(of: goals), !damaged.run(example(on: witness, for: entry)).passed
        else { continue }
        let fires = runner.state(on: witness.facts).fired.contains(entry.header.name)
        add(
          witness, for: entry, fires ? say("срабатывает", "fires") : say("не срабатывает", "does not fire"),
          purpose: say(
            "заметит порчу правила: \(damage.description.russian)",
            "notices a damage of the rule: \(damage.description.english)"),
          lacking: fires ? nil : entry.condition.literals.first { $0.range == damage.range })
        break
      }
    }
  }

  /// What to ask of a profile on which a damage may show, the most telling first: for a damaged condition that it answers
  /// otherwise; for a damaged conclusion that the rule fires, if possible alone among those that speak of its measure.
  private mutating func questions(_ damage: RuleMutation, _ entry: ExampleCoverage.Entry) -> [[Condition]] {
    guard damage.condition == entry.condition else {
      return [
        [entry.condition, solver.space.negation(damage.condition)],
        [damage.condition, solver.space.negation(entry.condition)],
      ]
    }
    let alone = measures(entry).map { measure in
      let others = context.rules.rules.filter { rule in
        rule.header != entry.header && rule.conclusions.contains { $0.measure == measure }
      }
      return [entry.condition] + others.map { solver.space.negation($0.condition) }
    }
    return alone + [[entry.condition]]
  }

  /// The measures a rule concludes on.
  func measures(_ entry: ExampleCoverage.Entry) -> [Int] {
    context.rules.rules.first { $0.header == entry.header }?.conclusions.map(\.measure) ?? []
  }

  /// The deficits a diagnostic adds to, as fields.
  func deficits(_ entry: ExampleCoverage.Entry) -> [Int] {
    let rule = context.rules.diagnostics.first { $0.header == entry.header }
    return rule?.additions.map { context.names.deficits + $0.competency } ?? []
  }

  /// The proposal for a profile: what is expected there of the rule and of what it concludes on.
  func example(on witness: Witness, for entry: ExampleCoverage.Entry) -> Example {
    let state = runner.state(on: witness.facts)
    let expectations =
      [.fired(state.fired.contains(entry.header.name), rule: entry.header.name)]
      + measures(entry).map { (state.conclusions[$0] ?? .unspoken).expectation(of: $0) }
      + deficits(entry).compactMap { field in
        state.profile.facts.known(field).map {
          .deficit(Literal(field: field, values: ValueSet([$0...$0]), range: entry.header.range))
        }
      }
    return Example(
      header: entry.header,
      facts: witness.facts.map { Example.Fact(field: $0.field, value: $0.value, range: entry.header.range) },
      expectations: expectations.map { Example.Expectation(kind: $0, range: entry.header.range) })
  }
}
