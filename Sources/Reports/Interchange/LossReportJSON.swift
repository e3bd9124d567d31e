import Diagnostics
import Interchange

/// What an import or export lost, as JSON (`marshrut.exchange/1`).
public struct LossReportJSON: Sendable {
  /// The language of the words in it.
  public let language: Language

  /// A view.
  public init(language: Language) { self.language = language }

  /// Writes one object: format, direction, source, the file that was written or `null`, the counts, how
  /// many losses are counted but not listed, and the losses.
  public func write(_ report: LossReport, written: String?, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("schema", "marshrut.exchange/1")
      writer.member("format", report.format.rawValue)
      writer.member("direction", report.direction.rawValue)
      writer.member("source", report.source)
      writer.member("written", written)
      writer.member("totals", report.totals) { writer, total in
        writer.object { writer in
          writer.member("unit", total.unit.rawValue)
          writer.member("read", total.read)
          writer.member("taken", total.taken)
          writer.member("dropped", total.dropped)
        }
      }
      writer.member("unkept", report.unkept)
      writer.member("losses", report.losses) { writer, loss in write(loss, to: &writer) }
    }
    writer.endLine()
  }

  private func write(_ loss: Loss, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("effect", loss.effect.rawValue)
      writer.member("reason", loss.reason.rawValue)
      writer.member("unit", loss.unit?.rawValue)
      switch loss.place {
      case .row(let line, let column):
        writer.member("line", line)
        writer.member("column", column)
      case .path(let path): writer.member("path", path)
      case .code(let code): writer.member("code", code)
      case .whole: break
      }
      writer.member("detail", loss.detail[language])
    }
  }
}
