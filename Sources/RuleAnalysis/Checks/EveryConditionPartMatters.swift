import Diagnostics
import RuleLanguage

/// Every comparison of a condition decides something for somebody.
///
/// A part is needless when the condition without it holds for exactly the same profiles: it follows from the other
/// parts, or it can't hold together with them. Parts are tried from the last to the first, each in what is left of the
/// condition, so that all parts reported can go together, and of two equal ones the later is reported.
/// Conditions that never or always hold are left to the checks for that.
public struct EveryConditionPartMatters: AnalysisCheck {
  /// The id of its findings.
  public static let id: DiagnosticID = "needless-condition"

  /// The check.
  public init() {}

  /// One warning per needless comparison.
  public func findings(_ subject: AnalysisSubject, _ solver: inout ConditionSolver) -> [AnalysisFinding] {
    var result: [AnalysisFinding] = []
    for entry in subject.conditions {
      guard solver.isSatisfiable([entry.condition]), !solver.isAlwaysTrue(entry.condition) else { continue }
      result += needless(entry, subject.rules.vocabulary, &solver)
    }
    return result
  }

  private func needless(
    _ entry: NamedCondition, _ vocabulary: Vocabulary, _ solver: inout ConditionSolver
  ) -> [AnalysisFinding] {
    let literals = entry.condition.literals
    var kept = entry.condition
    var remaining = Array(literals.indices)
    var needless: [(index: Int, holds: Bool)] = []
    var changed = true
    // What goes can make a part needless that came before, so passes are made until one finds nothing.
    while changed {
      changed = false
      for position in remaining.indices.reversed() {
        let weaker = kept.replacingLiteral(at: position, with: .constant(true))
        let stronger = kept.replacingLiteral(at: position, with: .constant(false))
        let holds = solver.implies(weaker, kept)
        guard holds || solver.implies(kept, stronger) else { continue }
        kept = holds ? weaker : stronger
        needless.append((remaining.remove(at: position), holds))
        changed = true
      }
    }
    return needless.sorted { $0.index < $1.index }
      .map { finding(entry, literals[$0.index], holds: $0.holds, vocabulary) }
  }

  private func finding(
    _ entry: NamedCondition, _ literal: Literal, holds: Bool, _ vocabulary: Vocabulary
  ) -> AnalysisFinding {
    let ru = literal.text(in: vocabulary, language: .russian)
    let en = literal.text(in: vocabulary, language: .english)
    let message =
      holds
      ? LocalizedText(
        ru: "\(entry.title.russian): часть «\(ru)» здесь ничего не отсекает, без неё условие то же",
        en: "\(entry.title.english): the part «\(en)» excludes nobody here, the condition is the same without it")
      : LocalizedText(
        ru: "\(entry.title.russian): часть «\(ru)» здесь никому ничего не добавляет, без неё условие то же",
        en: "\(entry.title.english): the part «\(en)» adds nobody here, the condition is the same without it")
    let proof =
      holds
      ? LocalizedText(
        ru: "на всех профилях, где выполнено остальное условие, выполнена и эта часть",
        en: "wherever the rest of the condition holds, this part does too")
      : LocalizedText(
        ru: "где эта часть могла бы решать, она не выполняется, а где выполняется, решают другие части",
        en: "where this part could decide it never holds, and where it holds other parts decide")
    return AnalysisFinding(
      Diagnostic(.warning, Self.id, message, at: entry.place(of: literal)), proof: proof,
      rules: entry.rule.map { [$0] } ?? [])
  }
}
