import Diagnostics
import Interchange

/// What an import or export lost, as a page.
public struct LossReportText: Sendable {
  /// How many places of one reason are shown; the JSON view has them all.
  public static let shownPlaces = 10

  /// A view.
  public init() {}

  /// Writes the counts, then the losses by effect and reason, each with its places.
  public func write(_ report: LossReport, to page: inout TextPage) {
    page.line("\(report.format.title[page.language]): \(report.source)", .bold)
    for total in report.totals {
      page.line(
        total.unit.title[page.language]
          + page.say(
            ": прочитано \(total.read), взято \(total.taken), отброшено \(total.dropped)",
            ": read \(total.read), taken \(total.taken), dropped \(total.dropped)"),
        total.dropped == 0 ? .plain : .caution, indent: 2)
    }
    for effect in Loss.Effect.allCases {
      let losses = report.losses.filter { $0.effect == effect }
      guard !losses.isEmpty else { continue }
      page.heading(Self.heading(effect)[page.language])
      for (reason, group) in Self.grouped(losses) {
        let count = report.count(effect, reason)
        page.line("\(reason.title[page.language]): \(count)", indent: 2, hanging: 2)
        for loss in group.prefix(Self.shownPlaces) {
          let place = Self.text(loss.place, page)
          page.line(
            place.isEmpty ? loss.detail[page.language] : "\(place): \(loss.detail[page.language])", .dim, indent: 4,
            hanging: 2)
        }
        if count > Self.shownPlaces {
          let rest = count - Self.shownPlaces
          page.line(
            page.say("и ещё \(rest); подробно — с --format json", "and \(rest) more; in detail with --format json"),
            .dim,
            indent: 4)
        }
      }
    }
    if report.losses.isEmpty { page.line(page.say("Потерь нет", "Nothing is lost"), .good, indent: 2) }
  }

  /// Losses by reason, in the order in which reasons appear.
  private static func grouped(_ losses: [Loss]) -> [(LossReason, [Loss])] {
    var order: [LossReason] = []
    var groups: [LossReason: [Loss]] = [:]
    for loss in losses {
      if groups[loss.reason] == nil { order.append(loss.reason) }
      groups[loss.reason, default: []].append(loss)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  private static func heading(_ effect: Loss.Effect) -> LocalizedText {
    switch effect {
    case .dropped: LocalizedText(ru: "Отброшено", en: "Dropped")
    case .cut: LocalizedText(ru: "Обрезано", en: "Cut")
    case .changed: LocalizedText(ru: "Взято не так, как было", en: "Taken otherwise than it was")
    case .notHeld: LocalizedText(ru: "Не перешло: нет места", en: "Not passed on: there is no place for it")
    case .remark: LocalizedText(ru: "Стоит знать", en: "Worth knowing")
    }
  }

  private static func text(_ place: Loss.Place, _ page: TextPage) -> String {
    switch place {
    case .row(let line, let column):
      page.say("строка \(line)", "line \(line)")
        + (column.map { page.say(", столбец «\($0)»", ", column «\($0)»") } ?? "")
    case .path(let path): path
    case .code(let code): code
    case .whole: ""
    }
  }
}
