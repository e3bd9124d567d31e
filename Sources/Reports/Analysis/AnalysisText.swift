import Diagnostics
import RuleAnalysis

/// The findings of an analysis for people: each with its place, its proof or an example to paste, and a count at the end.
public struct AnalysisText: Sendable {
  /// The language of the text.
  public let language: Language
  /// Whether to write ANSI styles.
  public let color: Bool

  /// A text in a language.
  public init(language: Language, color: Bool = false) {
    self.language = language
    self.color = color
  }

  /// The findings in the order given.
  public func text(_ findings: [AnalysisFinding]) -> String {
    let renderer = DiagnosticRenderer(language: language, color: color)
    var result = ""
    for finding in findings {
      var diagnostic = finding.diagnostic
      if let proof = finding.proof {
        diagnostic.notes.append(
          LocalizedText(ru: "доказательство: \(proof.russian)", en: "proof: \(proof.english)"))
      }
      result += renderer.render([diagnostic])
      if let example = finding.example {
        result += language == .russian ? "  пример для вставки:\n" : "  an example to paste:\n"
        for line in example.split(separator: "\n") { result += "    \(line)\n" }
      }
      result += "\n"
    }
    return result + summary(findings) + "\n"
  }

  private func summary(_ findings: [AnalysisFinding]) -> String {
    func count(_ severity: Severity) -> Int { findings.count { $0.diagnostic.severity == severity } }
    let (errors, warnings, notes) = (count(.error), count(.warning), count(.note))
    return language == .russian
      ? "Ошибок: \(errors), предупреждений: \(warnings), примечаний: \(notes)"
      : "Errors: \(errors), warnings: \(warnings), notes: \(notes)"
  }
}
