import Diagnostics

/// The notes under a report.
enum RetestNotes {
  static func notes(people: [PersonGrowth], testedCohorts: Int) -> [LocalizedText] {
    var notes = [
      LocalizedText(
        ru: "без группы сравнения изменение нельзя приписать обучению",
        en: "without a comparison group the change can't be put down to the training")
    ]
    if testedCohorts > 1 {
      notes.append(
        LocalizedText(
          ru: "проверено групп: \(testedCohorts); рядом с p дано p с поправкой Холма на их число",
          en: "cohorts tested: \(testedCohorts); p adjusted for their number (Holm) stands beside p"))
    }
    func count(_ flag: GrowthFlag) -> Int { people.count { $0.overall.flags.contains(flag) } }
    let unknown = count(.errorUnknown)
    if unknown > 0 {
      notes.append(
        LocalizedText(
          ru: "погрешность неизвестна, число заданий не указано: человек \(unknown)",
          en: "measurement error unknown, number of items not stated: \(unknown) people"))
    }
    let forms = count(.formsDiffer)
    if forms > 0 {
      notes.append(
        LocalizedText(
          ru: "формы двух тестов различаются, равная трудность не проверена: человек \(forms)",
          en: "forms of the two tests differ, equal difficulty is not checked: \(forms) people"))
    }
    let formulas = count(.formulasDisagree)
    if formulas > 0 {
      notes.append(
        LocalizedText(
          ru: "абсолютный, относительный и нормированный прирост дают разный вывод о цели: человек \(formulas)",
          en: "absolute, relative and normalised growth disagree on the target: \(formulas) people"))
    }
    return notes
  }
}
