import Diagnostics
import RuleAnalysis
import RuleLanguage
import RuleMatching

/// Writes a profile as an example with what the rules conclude on it today, in the canonical layout: it compiles and
/// passes where it is pasted.
struct ExampleWriter: Sendable {
  let runner: ExampleRunner
  let language: Language
  private var text: RuleText { RuleText(vocabulary: runner.names.vocabulary, language: language) }

  /// The example as text.
  ///
  /// - Parameters:
  ///   - rules: names of rules and diagnostics whose firing (or not) is expected.
  ///   - measures: measures whose conclusion is expected.
  ///   - fields: computed fields whose value is expected where there is one.
  ///   - comments: lines of a comment before it.
  func example(
    named name: String, _ witness: Witness, rules: [String], measures: [Int], fields: [Int] = [],
    comments: [String] = []
  ) -> String {
    let state = runner.state(on: witness.facts)
    let facts = witness.facts.map { text.fact($0.field, $0.value) }.joined(separator: ", ")
    let expectations =
      rules.map { fired($0, state.fired.contains($0)) }
      + measures.map { conclusion($0, state.conclusions[$0] ?? .unspoken) }
      + fields.compactMap { field in state.profile.facts.known(field).map { text.fact(field, $0) } }
    var lines = comments.flatMap(Self.comment)
    lines.append("\(phrase(.example)) \(text.quoted(name))")
    lines.append("  \(phrase(.given)) \(facts)")
    lines.append("  \(phrase(.expect)) \(expectations.joined(separator: ", "))")
    let raw = lines.joined(separator: "\n") + "\n"
    let tree = SyntaxTree(parsing: SourceText(path: "", text: raw))
    return RuleFormatter().format(tree) ?? raw
  }

  /// The lines of a comment, broken between words at the width of rule files.
  private static func comment(_ text: String) -> [String] {
    var lines: [String] = []
    var line = "//"
    for word in text.split(whereSeparator: \.isWhitespace) {
      if line.count > 2, line.count + 1 + word.count > RuleFormatter.width {
        lines.append(line)
        line = "//  "
      }
      line += " \(word)"
    }
    return lines + [line]
  }

  private func phrase(_ keyword: Keyword) -> String { keyword.phrase(in: language) }

  private func fired(_ rule: String, _ isFired: Bool) -> String {
    "\(phrase(isFired ? .fired : .notFired)) \(text.quoted(rule))"
  }

  private func conclusion(_ measure: Int, _ found: MeasureConclusion) -> String {
    let code = "№" + runner.names.vocabulary.measures[measure].code
    return switch found.expectation(of: measure) {
    case .excluded: "\(phrase(.exclude)) \(code)"
    case .required: "\(phrase(.require)) \(code)"
    case .recommended(_, let weight?): "\(phrase(.recommend)) \(code) \(phrase(.withWeight)) \(weight)"
    default: "\(phrase(.none)) \(code)"
    }
  }
}
