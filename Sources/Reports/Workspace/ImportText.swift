import Diagnostics
import Workspace

/// What an import did.
public struct ImportText: Sendable {
  /// A view.
  public init() {}

  /// Writes the counts of every table.
  public func write(_ outcome: ImportOutcome, isTrial: Bool, to page: inout TextPage) {
    if outcome.total.isEmpty {
      page.line(page.say("Ничего нового: база не изменилась", "Nothing new: the workspace has not changed"), .good)
    } else if isTrial {
      page.line(page.say("Проба: в базу ничего не записано", "A trial: nothing is written"), .caution)
    } else if let revision = outcome.revision {
      page.line(page.say("Загружено, изменение №\(revision)", "Taken in as change №\(revision)"), .good)
    }
    let names = [
      "people": page.say("люди", "people"), "organisations": page.say("организации", "organisations"),
      "scores": page.say("результаты", "scores"), "indicators": page.say("показатели", "indicators"),
      "completions": page.say("пройдено", "completions"),
    ]
    for table in outcome.tables {
      let counts = table.counts
      guard counts.added + counts.changed + counts.withdrawn + counts.same > 0 else { continue }
      page.line(
        (names[table.name] ?? table.name)
          + page.say(
            ": новых \(counts.added), изменено \(counts.changed), отозвано \(counts.withdrawn), без изменений \(counts.same)",
            ": new \(counts.added), changed \(counts.changed), withdrawn \(counts.withdrawn), the same \(counts.same)"),
        indent: 2)
    }
  }
}

/// What erasing a person left.
public struct ErasureText: Sendable {
  /// A view.
  public init() {}

  /// Writes what is gone and the proof. Says nothing that tells of the person.
  public func write(_ erasure: Erasure, to page: inout TextPage) {
    let gone = erasure.rows.map(\.count).reduce(0, +)
    page.line(page.say("Стёрто строк: \(gone)", "Rows erased: \(gone)"))
    page.line(
      page.say(
        "Файлы базы переписаны и просмотрены побайтно (\(erasure.files.count)): искали текстов \(erasure.searched), из них \(erasure.shared) есть и у других людей",
        "The files are written anew and searched byte by byte (\(erasure.files.count)): \(erasure.searched) texts, of which \(erasure.shared) belong to others too"
      ))
    if erasure.mentions > 0 {
      page.line(
        page.say(
          "Упоминания в журнале и у других людей убраны: \(erasure.mentions)",
          "Mentions in the journal and with other people are taken out: \(erasure.mentions)"))
    }
    if erasure.remains == 0 {
      page.line(page.say("Следов не осталось", "No trace is left"), .good)
    } else {
      page.line(
        page.say("Остались следы: \(erasure.remains)", "Traces are left: \(erasure.remains)"), .bad)
    }
    page.line(
      page.say(
        "Копии файлов, выгрузки и резервные копии удалите сами", "Remove copies, exports and backups yourself"),
      .caution)
  }
}
