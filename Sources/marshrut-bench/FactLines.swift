import RuleLanguage

/// The workload as files: the vocabulary as JSON, the profiles as lines of JSON.
struct FactLines {
  let work: MatchWorkload

  /// The vocabulary file.
  var vocabulary: String {
    let fields = work.vocabulary.families.map { family in
      "\"\(family.name.english)\":" + declaration(family)
    }
    return "{\"fields\":{\(fields.joined(separator: ","))}}"
  }

  private func declaration(_ family: FieldFamily) -> String {
    guard case .single(let position) = family.shape else {
      return "{\"type\":\"set\",\"values\":[\(members(of: family))]}"
    }
    return switch work.vocabulary.fields[position].domain {
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
      let profile = Array(work.profile(row))
      for family in work.vocabulary.families {
        if let value = value(of: family, in: profile) { line += ",\"\(family.name.english)\":" + value }
      }
      result += Array((line + "}\n").utf8)
    }
    return result
  }

  /// The names of a set's members that `contains` holds, as a JSON list without brackets.
  private func members(of family: FieldFamily, where contains: (Int) -> Bool = { _ in true }) -> String {
    guard case .set(let members, let first) = family.shape else { return "" }
    return members.indices.filter { contains(first + $0) }.map { "\"\(members[$0].english)\"" }.joined(separator: ",")
  }

  /// Nil for a missing value.
  private func value(of family: FieldFamily, in profile: [Int32]) -> String? {
    switch family.shape {
    case .single(let position):
      let code = profile[position]
      return code == ValueSet.missing ? nil : value(code, work.vocabulary.fields[position].domain)
    case .set(_, let first):
      return profile[first] == ValueSet.missing ? nil : "[\(members(of: family) { profile[$0] == 1 })]"
    case .indexed: return nil
    }
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
