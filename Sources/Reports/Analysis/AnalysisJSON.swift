import Diagnostics
import RuleAnalysis
import RuleLanguage

/// The findings of an analysis for programs: one object, schema `marshrut.analysis/1`.
///
/// Keys in order: `schema`, `findings` [{`id`, `severity`, `message`, `file`, `line`, `column`, `rules`, `measures`, `notes`,
/// `proof`, `witness` [{`field`, `value`}], `example`}], `counts` {`error`, `warning`, `note`}. Absent knowledge is `null`.
public struct AnalysisJSON: Sendable {
  private let vocabulary: Vocabulary
  private let language: Language

  /// A writer of findings on rules over a vocabulary, worded in a language.
  public init(vocabulary: Vocabulary, language: Language) {
    self.vocabulary = vocabulary
    self.language = language
  }

  /// The findings as indented JSON, ended with a line feed.
  public func text(_ findings: [AnalysisFinding]) -> String {
    var writer = JSONWriter(indented: true)
    writer.object { writer in
      writer.key("schema")
      writer.string("marshrut.analysis/1")
      writer.key("findings")
      writer.array { writer in for finding in findings { write(finding, &writer) } }
      writer.key("counts")
      writer.object { writer in
        for severity in [Severity.error, .warning, .note] {
          writer.key(named: severity.rawValue)
          writer.number(findings.count { $0.diagnostic.severity == severity })
        }
      }
    }
    return writer.text + "\n"
  }

  private func write(_ finding: AnalysisFinding, _ writer: inout JSONWriter) {
    let diagnostic = finding.diagnostic
    writer.object { writer in
      writer.key("id")
      writer.string(diagnostic.id.rawValue)
      writer.key("severity")
      writer.string(diagnostic.severity.rawValue)
      writer.key("message")
      writer.string(diagnostic.message[language])
      write(diagnostic.place, &writer)
      strings("rules", finding.rules, &writer)
      strings("measures", finding.measures.map { vocabulary.measures[$0].code }, &writer)
      strings("notes", diagnostic.notes.map { $0[language] }, &writer)
      writer.key("proof")
      writer.string(finding.proof?[language])
      writer.key("witness")
      write(finding.witness, &writer)
      writer.key("example")
      writer.string(finding.example)
    }
  }

  private func write(_ place: DiagnosticPlace, _ writer: inout JSONWriter) {
    var (file, line, column): (String?, Int?, Int?)
    switch place {
    case .text(let source, let range):
      let at = source.location(of: range.lowerBound)
      (file, line, column) = (source.path, at.line, at.column)
    case .cell(let path, let row, _, _): (file, line) = (path, row)
    case .line(let path, let at): (file, line, column) = (path, at.line, at.column)
    case .file(let path): file = path
    case .argument, .nowhere: break
    }
    writer.key("file")
    writer.string(file)
    writer.key("line")
    writer.number(line)
    writer.key("column")
    writer.number(column)
  }

  private func strings(_ key: String, _ values: [String], _ writer: inout JSONWriter) {
    writer.key(named: key)
    writer.array { writer in for value in values { writer.string(value) } }
  }

  private func write(_ witness: Witness?, _ writer: inout JSONWriter) {
    guard let witness else {
      writer.null()
      return
    }
    writer.array { writer in
      for fact in witness.facts {
        let field = vocabulary.fields[fact.field]
        writer.object { writer in
          writer.key("field")
          writer.string(field.name[language])
          writer.key("value")
          writer.string(fact.value == ValueSet.missing ? nil : field.domain.text(of: fact.value, in: language))
        }
      }
    }
  }
}
