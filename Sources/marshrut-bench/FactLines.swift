import RuleLanguage

/// The workload as files: the vocabulary as JSON, the profiles as lines of JSON.
struct FactLines {
  let work: MatchWorkload

  /// The vocabulary file.
  var vocabulary: String {
    let fields = work.vocabulary.fields.map { field in
      "\"\(field.name.english)\":" + declaration(field.domain)
    }
    return "{\"fields\":{\(fields.joined(separator: ","))}}"
  }

  private func declaration(_ domain: Domain) -> String {
    switch domain {
    case .enumeration(let names):
      "{\"type\":\"enum\",\"values\":[\(names.map { "\"\($0.english)\"" }.joined(separator: ","))]}"
    case .boolean: "{\"type\":\"boolean\"}"
    case .integer(let range): "{\"type\":\"integer\",\"min\":\(range.lowerBound),\"max\":\(range.upperBound)}"
    case .decimal(let range):
      "{\"type\":\"decimal\",\"min\":\(range.lowerBound / 100),\"max\":\(range.upperBound / 100)}"
    case .date: "{\"type\":\"date\"}"
    }
  }

  /// A line per profile; missing values are left out.
  var lines: [UInt8] {
    var result: [UInt8] = []
    for row in 0..<work.profileCount {
      var line = "{\"id\":\"p\(row)\""
      for (field, code) in zip(work.vocabulary.fields, work.profile(row)) where code != ValueSet.missing {
        line += ",\"\(field.name.english)\":" + value(code, field.domain)
      }
      result += Array((line + "}\n").utf8)
    }
    return result
  }

  private func value(_ code: Int32, _ domain: Domain) -> String {
    switch domain {
    case .enumeration(let names): "\"\(names[Int(code)].english)\""
    case .boolean: code == 1 ? "true" : "false"
    case .decimal: "\(code / 100).\(code % 100 < 10 ? "0" : "")\(code % 100)"
    default: String(code)
    }
  }
}
