import Diagnostics
import RoutePlanning
import RuleLanguage

/// The outcomes of examples as JUnit XML, which continuous integration reads: a suite per rule file, a case per example.
public struct ExampleJUnit: Sendable {
  private let language: Language

  /// A report worded in a language.
  public init(language: Language) { self.language = language }

  /// The document. Files come in the order of their first examples.
  public func text(_ outcomes: [ExampleRunner.Outcome]) -> String {
    let failures = outcomes.count { !$0.passed }
    var result = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    result +=
      "<testsuites name=\"marshrut rules test\" tests=\"\(outcomes.count)\" failures=\"\(failures)\" errors=\"0\">\n"
    var files: [String] = []
    for outcome in outcomes where !files.contains(outcome.example.header.source.path) {
      files.append(outcome.example.header.source.path)
    }
    for file in files { result += suite(file, outcomes.filter { $0.example.header.source.path == file }) }
    return result + "</testsuites>\n"
  }

  private func suite(_ file: String, _ outcomes: [ExampleRunner.Outcome]) -> String {
    let failures = outcomes.count { !$0.passed }
    var result =
      "  <testsuite name=\(quoted(file)) tests=\"\(outcomes.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"0\">\n"
    for outcome in outcomes {
      let header = outcome.example.header
      result += "    <testcase classname=\(quoted(file)) name=\(quoted(header.name)) file=\(quoted(file))"
      result += " line=\"\(header.line)\""
      if outcome.passed {
        result += "/>\n"
        continue
      }
      result += ">\n"
      // One failure a case: the schemas of JUnit allow no more.
      let message = outcome.mismatches.map { $0.message[language] }.joined(separator: "; ")
      let details = outcome.mismatches.flatMap { [$0.message] + $0.notes }.map { $0[language] }.joined(separator: "\n")
      result += "      <failure type=\"example-failed\" message=\(quoted(message))>\(escaped(details))</failure>\n"
      result += "    </testcase>\n"
    }
    return result + "  </testsuite>\n"
  }

  private func quoted(_ text: String) -> String { "\"\(escaped(text))\"" }

  /// The text with XML's own characters named; control characters, which XML can't hold, are left out.
  private func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      default: if scalar.value >= 0x20, scalar.value & 0xFFFE != 0xFFFE { result.unicodeScalars.append(scalar) }
      }
    }
    return result
  }
}
