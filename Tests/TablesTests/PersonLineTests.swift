import Diagnostics
import RouteModel
import Tables
import TestSupport
import Testing

/// People as lines of JSON.
@Suite struct PersonLineTests {
  private func read(_ text: String, line: Int = 7) -> (dossier: Dossier?, diagnostics: [Diagnostic]) {
    let reader = PersonLineReader(catalog: RandomTables.catalog, file: "люди.ndjson")
    return Array(text.utf8).withUnsafeBufferPointer { reader.read($0, line: line) }
  }

  private let whole = """
    {"person":{"id":"Р-1","name":"Примерова \\u0410. \\"Анна\\"","role":"head","organisation_kind":"school",\
    "management_retraining":true,"formats":"remote, in_person","appointed_on":"2020-02-01"},\
    "organisation":{"id":"ОО-1","municipality":"Амурский","features":"at_risk","source":"приказ"},\
    "scores":[{"competency":"К1","date":"2023-05-15","score":7.5,"maximum":40,"items":"40"}],\
    "indicators":[{"organisation":"ОО-1","period":"2022/2023","indicator":"план","value":false}],\
    "completions":[{"measure":"1.5","date":"2023-03-01","hours":24,"document":"№ 7"}]}
    """

  @Test func aWholePerson() throws {
    let found = read(whole)
    #expect(found.diagnostics.isEmpty, "\(found.diagnostics)")
    let dossier = try #require(found.dossier)
    #expect(dossier.person.id == "Р-1" && dossier.person.name == "Примерова А. \"Анна\"")
    #expect(dossier.person.role == .head && dossier.person.hasManagementRetraining == true)
    #expect(dossier.person.formats == [.remote, .inPerson] && dossier.person.organisation == "ОО-1")
    #expect(dossier.organisation?.features.map(\.feature) == [.atRisk] && dossier.municipality == "Амурский")
    #expect(dossier.scores.map(\.raw) == [Points(hundredths: 750)] && dossier.scores[0].maximum == Points(40))
    #expect(dossier.indicators.map(\.value) == [.boolean(false)] && dossier.completions.map(\.hours) == [24])
  }

  @Test func theOrderOfMembersAndSpacesDoNotMatter() {
    let turned = """
       {  "scores" : [ { "score":"60" , "date":"15.05.2023","competency":"k1"} ] ,\t"person":{"role":"резерв","id":"Р-1"}}\r
      """
    let plain =
      #"{"person":{"id":"Р-1","role":"reserve"},"scores":[{"competency":"К1","date":"2023-05-15","score":60}]}"#
    #expect(read(turned).dossier != nil && read(turned).dossier == read(plain).dossier)
    #expect(read("  \t\r").dossier == nil && read("  \t\r").diagnostics.isEmpty)
  }

  @Test(
    arguments: [
      (#"{"person":{"id":"Р-1""#, "not-json", nil), (#"{"person":{"id":"Р-1","role":"head"}} 1"#, "not-json", nil),
      ("[]", "not-json", nil), ("\u{0}", "not-json", nil), (#"{"person":{"id":[]}}"#, "not-json", nil),
      (#"{"person":{"id":"\x","role":"head"}}"#, "not-json", nil), (#"{"person":{"id":"\ud800"}}"#, "not-json", nil),
      (#"{"person":{"id":"\u12"}}"#, "not-json", nil), (#"{"person":"Р-1"}"#, "not-json", nil),
      (#"{"person":{"id":"\u+041"}}"#, "not-json", nil), (#"{"person":{"id":007}}"#, "not-json", nil),
      (#"{"person":{"id":1.}}"#, "not-json", nil), (#"{"person":{"id":-}}"#, "not-json", nil),
      (#"{"person":{"id":1e}}"#, "not-json", nil), ("{\u{0B}}", "not-json", nil),
      (#"{"scores":[]}"#, "no-person", "person"), (#"{"persons":{"id":"Р-1"}}"#, "unknown-key", "persons"),
      (#"{"person":{"id":"Р-1","rôle":"head"}}"#, "unknown-key", "rôle"),
      (#"{"person":{"id":"Р-1","id":"Р-2","role":"head"}}"#, "duplicate-key", "id"),
      (#"{"person":{"id":"Р-1","role":"boss"}}"#, "unknown-value", "role"),
      (#"{"person":{"id":"Р-1"}}"#, "empty-cell", "role"),
      (#"{"person":{"id":"Р-1","role":"head","municipality":"Нигдеевский"}}"#, "unknown-municipality", "municipality"),
      (
        #"{"person":{"id":"Р-1","role":"head"},"scores":[{"competency":"К9","date":"2023-05-15","score":1}]}"#,
        "unknown-competency", "competency"
      ),
      (
        #"{"person":{"id":"Р-1","role":"head"},"scores":[{"competency":"К1","date":"2023-02-31","score":1}]}"#,
        "bad-date",
        "date"
      ),
      (
        #"{"person":{"id":"Р-1","role":"head"},"scores":[{"competency":"К1","date":"2023-02-01","score":101}]}"#,
        "score-out-of-range", "score"
      ),
      (
        #"{"person":{"id":"Р-1","role":"head"},"scores":[{"person":"Р-2","competency":"К1","date":"2023-02-01","score":1}]}"#,
        "unknown-person", "person"
      ),
    ] as [(String, String, String?)])
  func mistakesHaveTheirLineAndColumn(text: String, id: String, column: String?) throws {
    let found = read(text)
    #expect(found.dossier == nil && found.diagnostics.count == 1, "\(text): \(found.diagnostics)")
    let diagnostic = try #require(found.diagnostics.first)
    #expect(diagnostic.id.rawValue == id, "\(text)")
    guard case .cell(let file, let line, let name, _) = diagnostic.place else {
      Issue.record("\(text): no place")
      return
    }
    #expect(file == "люди.ndjson" && line == 7 && name == column, "\(text)")
  }

  @Test func bytesThatAreNoText() {
    let reader = PersonLineReader(catalog: RandomTables.catalog, file: "f")
    let bytes = Array(#"{"person":{"id":"Р-1","role":"head","name":""#.utf8) + [0xFF] + Array(#""}}"#.utf8)
    let found = bytes.withUnsafeBufferPointer { reader.read($0, line: 1) }
    #expect(found.dossier == nil && found.diagnostics.map(\.id) == ["not-utf8"])
  }

  /// Any cut or changed byte ends in a person or in messages, never in a crash.
  @Test func damagedLines() {
    let seed: UInt64 = 502
    var random = SplitMix64(seed: seed)
    let reader = PersonLineReader(catalog: RandomTables.catalog, file: "f")
    var bad = 0
    for _ in 0..<3000 {
      var bytes = Array(whole.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: at)
        default: bytes = Array(bytes[..<max(1, at)])
        }
      }
      if bytes.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) { continue }
      let found = bytes.withUnsafeBufferPointer { reader.read($0, line: 1) }
      #expect(found.dossier != nil || found.diagnostics.hasErrors, "seed \(seed): \(bytes)")
      bad += found.dossier == nil ? 1 : 0
    }
    #expect(bad > 1000)
  }

  /// A reader that met results before says of a line what a new one says: of rows written alike and differently, of rows
  /// that name a person, of wrong ones and of those that come twice.
  @Test func whatWasReadBeforeChangesNothing() {
    let seed: UInt64 = 4_104
    var random = SplitMix64(seed: seed)
    let rows = [
      #"{"competency":"К1","date":"2023-05-15","score":60}"#, #"{ "competency":"К1", "date":"2023-05-15","score":60}"#,
      #"{"score":"7,5","competency":"k2","date":"15.05.2023","form":"А","maximum":40}"#,
      #"{"competency":"К2","date":"2023-05-15","score":33,"form":"\u0410"}"#,
      #"{"person":"Р-1","competency":"К2","date":"2024-05-15","score":44}"#,
      #"{"person":"Р-2","competency":"К1","date":"2024-05-15","score":45}"#,
      #"{"competency":"К9","date":"2023-05-15","score":60}"#, #"{"competency":"К1","date":"2023-05-15","score":160}"#,
      #"{"competency":"К1","competency":"К1","date":"2023-05-15","score":60}"#, #"{"competency":"К1"}"#, "{}",
      #"{"competency":"К1","date":"2023-05-15","score":60,"note":1}"#, #"{"competency":"К1","date":"2023-05-15","#, "1",
    ]
    let shared = PersonLineReader(catalog: RandomTables.catalog, file: "f")
    var (good, bad) = (0, 0)
    for line in 1...1200 {
      // Mistakes are rare enough for most lines to be right.
      let chosen = (0..<Int.random(in: 0...4, using: &random)).map { _ in
        rows[Int.random(in: 0..<(Int.random(in: 0..<4, using: &random) == 0 ? rows.count : 5), using: &random)]
      }
      let id = ["Р-1", "Р-2"].randomElement(using: &random) ?? ""
      let person = "\"person\":{\"id\":\"\(id)\",\"role\":\"head\"}"
      let scores = "\"scores\":[\(chosen.joined(separator: ","))]"
      let text = "{\(Bool.random(using: &random) ? person + "," + scores : scores + "," + person)}"
      let fresh = PersonLineReader(catalog: RandomTables.catalog, file: "f")
      let (found, expected) = Array(text.utf8).withUnsafeBufferPointer {
        (shared.read($0, line: line), fresh.read($0, line: line))
      }
      #expect(found.dossier == expected.dossier, "seed \(seed): \(text)")
      #expect(found.diagnostics == expected.diagnostics, "seed \(seed): \(text)")
      good += found.dossier == nil ? 0 : 1
      bad += found.dossier == nil ? 1 : 0
    }
    #expect(good > 200 && bad > 200, "\(good) right, \(bad) wrong")
  }
}
