import Diagnostics
import RouteModel

/// Results, completions and appointments dated after the day of a check. Nothing counts before its date, so a wrong year makes a result
/// vanish without a trace in any route.
struct FutureDates {
  let asOf: CalendarDate
  /// The data set as messages name it.
  let shown: String

  /// One warning per table that has such dates, with the latest of them.
  func remarks(_ data: DataSet) -> [Diagnostic] {
    let scores = data.dossiers.flatMap { dossier in
      dossier.scores.filter { $0.date > asOf }.map { (dossier.person.id, Self.plain($0.competency.text), $0.date) }
    }
    let completions = data.dossiers.flatMap { dossier in
      dossier.completions.filter { $0.date > asOf }.map { (dossier.person.id, Self.plain("№\($0.measure)"), $0.date) }
    }
    let appointments = data.dossiers.compactMap { dossier in
      dossier.person.appointedOn.flatMap {
        $0 > asOf ? (dossier.person.id, LocalizedText(ru: "назначение", en: "appointment"), $0) : nil
      }
    }
    return [
      remark(LocalizedText(ru: "назначений", en: "appointments"), appointments),
      remark(LocalizedText(ru: "результатов", en: "results"), scores),
      remark(LocalizedText(ru: "прохождений", en: "completions"), completions),
    ].compactMap { $0 }
  }

  private static func plain(_ code: String) -> LocalizedText { LocalizedText(ru: code, en: code) }

  private func remark(_ noun: LocalizedText, _ found: [(id: String, name: LocalizedText, date: CalendarDate)])
    -> Diagnostic?
  {
    guard let latest = found.max(by: { $0.date < $1.date }) else { return nil }
    return Diagnostic(
      .warning, "future-date",
      LocalizedText(
        ru: "\(noun.russian) с датой позже \(asOf.dotted): \(found.count); до своей даты они не считаются",
        en: "\(noun.english) dated after \(asOf.iso): \(found.count); before their date they do not count"),
      at: .file(shown),
      notes: [
        LocalizedText(
          ru: "самая поздняя: \(latest.id), \(latest.name.russian), \(latest.date.dotted); нет ли опечатки в годе?",
          en: "the latest: \(latest.id), \(latest.name.english), \(latest.date.iso); is the year right?")
      ])
  }
}
