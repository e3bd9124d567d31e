import RouteModel

/// Writes a data set as the tables `DataSetReader` reads.
public enum DataSetWriter {
  /// File names and bytes of the five tables. Scores are written on the scale 0–100. O(rows).
  public static func tables(_ data: DataSet) -> [(name: String, bytes: [UInt8])] {
    [
      ("people.csv", people(data)), ("organisations.csv", organisations(data)), ("scores.csv", scores(data)),
      ("indicators.csv", indicators(data)), ("completions.csv", completions(data)),
    ]
  }

  private static func people(_ data: DataSet) -> [UInt8] {
    let rows = data.dossiers.map { dossier -> [String] in
      let person = dossier.person
      let formats = person.formats.map { formats in
        Format.allCases.filter(formats.contains).map(\.spellings.russian).joined(separator: ", ")
      }
      return [
        person.id, person.name ?? "", person.municipality ?? "", person.organisation ?? "",
        person.organisationKind?.spellings.russian ?? "", person.position ?? "", person.role.spellings.russian,
        person.appointedOn?.dotted ?? "", person.hasManagementRetraining.map { $0 ? "да" : "нет" } ?? "", formats ?? "",
        person.team ?? "", person.mentor ?? "",
      ]
    }
    return CSVWriter.bytes(header: TableSchemas.people.map(\.russian), rows: rows)
  }

  private static func organisations(_ data: DataSet) -> [UInt8] {
    let rows = data.organisations.map { organisation in
      [
        organisation.id, organisation.name ?? "", organisation.municipality ?? "",
        organisation.kind?.spellings.russian ?? "",
        organisation.features.map(\.feature.spellings.russian).joined(separator: ", "),
        organisation.features.first?.source ?? "", organisation.features.first?.date?.dotted ?? "",
      ]
    }
    return CSVWriter.bytes(header: TableSchemas.organisations.map(\.russian), rows: rows)
  }

  private static func scores(_ data: DataSet) -> [UInt8] {
    let rows = data.dossiers.flatMap { dossier in
      dossier.scores.map { score in
        [
          dossier.person.id, score.competency.text, score.date.dotted, score.form ?? "",
          score.points.text(separator: ","), "100", score.items.map(String.init) ?? "", score.wave.spellings.russian,
        ]
      }
    }
    return CSVWriter.bytes(header: TableSchemas.scores.map(\.russian), rows: rows)
  }

  /// Every value is written as its person's: an organisation's value reaches the same dossiers.
  private static func indicators(_ data: DataSet) -> [UInt8] {
    let rows = data.dossiers.flatMap { dossier in
      dossier.indicators.map { value in
        let text =
          switch value.value {
          case .boolean(let flag): flag ? "да" : "нет"
          case .number(let number): number.text(separator: ",")
          }
        return [
          dossier.person.id, "", "\(value.period.from.dotted)–\(value.period.to.dotted)", value.indicator, text,
          value.source ?? "",
        ]
      }
    }
    return CSVWriter.bytes(header: TableSchemas.indicatorValues.map(\.russian), rows: rows)
  }

  private static func completions(_ data: DataSet) -> [UInt8] {
    let rows = data.dossiers.flatMap { dossier in
      dossier.completions.map { completion in
        [
          dossier.person.id, completion.measure.text, completion.date.dotted, completion.hours.map(String.init) ?? "",
          completion.document ?? "",
        ]
      }
    }
    return CSVWriter.bytes(header: TableSchemas.completions.map(\.russian), rows: rows)
  }
}
