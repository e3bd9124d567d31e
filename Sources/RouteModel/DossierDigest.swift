extension Dossier {
  /// SHA-256 of everything the dossier says, each part with its length before it, so that no two dossiers that differ in
  /// a fact share a text. The order of rows in the files changes nothing, because the dossier sorts them.
  public var digest: String {
    var parts: [String?] = [
      "dossier/1", person.id, person.name, person.municipality, person.organisation,
      person.organisationKind?.spellings.english, person.position, person.role.spellings.english,
      person.appointedOn?.iso, person.hasManagementRetraining.map { $0 ? "yes" : "no" },
      person.formats.map { formats in
        Format.allCases.filter(formats.contains).map(\.spellings.english).joined(separator: ",")
      },
      person.team, person.mentor,
    ]
    if let organisation {
      parts += ["organisation", organisation.id, organisation.name, organisation.municipality]
      parts.append(organisation.kind?.spellings.english)
      let features = organisation.features.map {
        "\($0.feature.spellings.english)|\($0.date?.iso ?? "")|\($0.source ?? "")"
      }
      parts += features.sorted().map(Optional.some)
    }
    for score in scores {
      parts += [
        "score", score.competency.text, score.date.iso, score.form, String(score.points.hundredths),
        score.items.map(String.init), score.wave.spellings.english,
      ]
    }
    for value in indicators {
      let text =
        switch value.value {
        case .boolean(let flag): flag ? "yes" : "no"
        case .number(let number): String(number.hundredths)
        }
      parts += ["indicator", value.indicator, value.period.from.iso, value.period.to.iso, text, value.source]
    }
    for completion in completions {
      parts += [
        "completion", completion.measure.text, completion.date.iso, completion.hours.map(String.init),
        completion.document,
      ]
      if completion.started != nil || completion.session != nil {
        parts += ["of", completion.started?.iso, completion.session]
      }
    }
    for entry in started {
      parts += ["started", entry.measure.text, entry.started.iso, entry.session, entry.ends?.iso]
    }
    var hash = SHA256()
    var bytes: [UInt8] = []
    for part in parts {
      let utf8 = part.map { Array($0.utf8) }
      bytes += Array("\(utf8.map { String($0.count) } ?? "-"):".utf8) + (utf8 ?? [])
    }
    hash.update(bytes)
    return hash.finalize()
  }
}
