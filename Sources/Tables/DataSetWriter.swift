import RouteModel

/// Writes a data set as the tables `DataSetReader` reads.
public enum DataSetWriter {
  /// File names and bytes of the five tables. O(rows).
  public static func tables(_ records: DataRecords) -> [(name: String, bytes: [UInt8])] {
    sheets(records).map { ($0.name + ".csv", CSVWriter.bytes(header: $0.header, rows: $0.rows)) }
  }

  /// The five tables as texts: names without an ending, Russian headers.
  public static func sheets(_ records: DataRecords) -> [(name: String, header: [String], rows: [[String]])] {
    [
      ("people", TableSchemas.people.map(\.russian), people(records)),
      ("organisations", TableSchemas.organisations.map(\.russian), organisations(records)),
      ("scores", TableSchemas.scores.map(\.russian), scores(records)),
      ("indicators", TableSchemas.indicatorValues.map(\.russian), indicators(records)),
      ("completions", TableSchemas.completions.map(\.russian), completions(records)),
    ]
  }

  private static func people(_ records: DataRecords) -> [[String]] {
    records.people.map { record in
      let person = record.person
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
  }

  private static func organisations(_ records: DataRecords) -> [[String]] {
    records.organisations.map(\.organisation).map { organisation in
      [
        organisation.id, organisation.name ?? "", organisation.municipality ?? "",
        organisation.kind?.spellings.russian ?? "",
        organisation.features.map(\.feature.spellings.russian).joined(separator: ", "),
        organisation.features.first?.source ?? "", organisation.features.first?.date?.dotted ?? "",
      ]
    }
  }

  private static func scores(_ records: DataRecords) -> [[String]] {
    records.people.flatMap { record in
      record.scores.map { score in
        [
          record.person.id, score.competency.text, score.date.dotted, score.form ?? "", score.raw.text(separator: ","),
          score.maximum.text(separator: ","), score.items.map(String.init) ?? "", score.wave.spellings.russian,
        ]
      }
    }
  }

  private static func indicators(_ records: DataRecords) -> [[String]] {
    records.people.flatMap { record in record.indicators.map { row($0, person: record.person.id, organisation: "") } }
      + records.organisations.flatMap { record in
        record.indicators.map { row($0, person: "", organisation: record.organisation.id) }
      }
  }

  private static func row(_ value: IndicatorValue, person: String, organisation: String) -> [String] {
    let text =
      switch value.value {
      case .boolean(let flag): flag ? "да" : "нет"
      case .number(let number): number.text(separator: ",")
      }
    return [person, organisation, PeriodParser.text(value.period), value.indicator, text, value.source ?? ""]
  }

  private static func completions(_ records: DataRecords) -> [[String]] {
    records.people.flatMap { record in
      record.completions.map { completion in
        [
          record.person.id, completion.measure.text, completion.date.dotted, completion.hours.map(String.init) ?? "",
          completion.document ?? "", completion.started?.dotted ?? "", completion.session ?? "",
        ]
      }
        + record.started.map { entry in
          [record.person.id, entry.measure.text, "", "", "", entry.started.dotted, entry.session ?? ""]
        }
    }
  }
}
