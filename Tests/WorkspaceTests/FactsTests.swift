import RouteModel
import TestSupport
import Testing
import Workspace

/// Facts come in, change and end, and nothing of them is lost.
@Suite struct FactsTests {
  @Test func recordsComeBackAsTheyWere() throws {
    let workspace = try Cabinet().create()
    let outcome = try workspace.take(sampleRecords(), source: "папка", digest: "", stamp: stamp)
    #expect(outcome.revision == 1)
    #expect(outcome.people.added == 2 && outcome.scores.added == 3 && outcome.indicators.added == 2)
    #expect(try workspace.records() == sampleRecords())
    // An id in Latin look-alikes is the same person.
    let one = try workspace.records(of: "P-1")
    #expect(one?.people == [sampleRecords().people[0]])
    #expect(one?.organisations == sampleRecords().organisations)
    #expect(try workspace.records(of: "Р-9") == nil)
  }

  @Test func theSameTwiceChangesNothing() throws {
    let workspace = try Cabinet().create()
    _ = try workspace.take(sampleRecords(), source: "папка", digest: "", stamp: stamp)
    let again = try workspace.take(sampleRecords(), source: "папка", digest: "", stamp: stamp)
    #expect(again.revision == nil)
    #expect(again.total.isEmpty)
    #expect(again.scores.same == 3)
    #expect(try workspace.latestRevision() == 1)
    #expect(try workspace.events().count == 1)
  }

  @Test func aChangedScoreIsANewVersion() throws {
    let workspace = try Cabinet().create()
    _ = try workspace.take(sampleRecords(48), source: "май", digest: "", stamp: stamp)
    let outcome = try workspace.take(sampleRecords(52), source: "май, исправлено", digest: "", stamp: stamp)
    #expect(outcome.scores.changed == 1 && outcome.scores.same == 2)
    #expect(try workspace.records() == sampleRecords(52))
    #expect(try workspace.records(at: 1) == sampleRecords(48), "the earlier value stays where it was")
    #expect(try workspace.records(of: "Р-1", at: 1)?.people == [sampleRecords(48).people[0]])
    #expect(try workspace.records(at: 0).people.isEmpty)
  }

  @Test func aTrialWritesNothing() throws {
    let workspace = try Cabinet().create()
    let outcome = try workspace.take(sampleRecords(), source: "папка", digest: "", stamp: stamp, isTrial: true)
    #expect(outcome.people.added == 2)
    #expect(outcome.revision == nil)
    #expect(try workspace.records().people.isEmpty)
    #expect(try workspace.events().isEmpty)
  }

  @Test func whatACompleteTableLacksEnds() throws {
    let workspace = try Cabinet().create()
    _ = try workspace.take(sampleRecords(), source: "папка", digest: "", stamp: stamp)
    var fewer = sampleRecords()
    fewer = DataRecords(
      people: [PersonRecord(person: fewer.people[0].person, scores: [score("К1", 48)])], organisations: [])
    let added = try workspace.take(fewer, source: "часть", digest: "", stamp: stamp)
    #expect(added.total.isEmpty, "without a word on completeness what a table lacks stays")
    let complete = try workspace.take(
      fewer, mode: .complete(tables: ["scores"]), source: "полная", digest: "", stamp: stamp)
    #expect(complete.scores.withdrawn == 1 && complete.completions.withdrawn == 0)
    let now = try workspace.records()
    #expect(now.people[0].scores == [score("К1", 48)])
    #expect(now.people[0].completions.count == 1, "a table that was not there says nothing")
    #expect(now.people[1] == sampleRecords().people[1], "a person the tables do not name stays as is")
    #expect(try workspace.records(at: 1) == sampleRecords())
  }

  @Test func aNewNameIsAChange() throws {
    let workspace = try Cabinet().create()
    _ = try workspace.take(sampleRecords(), source: "папка", digest: "", stamp: stamp)
    var person = sampleRecords().people[1].person
    person.name = "Третьева Мария"
    let renamed = DataRecords(people: [PersonRecord(person: person)], organisations: [])
    #expect(try workspace.take(renamed, source: "имя", digest: "", stamp: stamp).people.changed == 1)
    #expect(try workspace.records().people[1].person.name == "Третьева Мария")
    #expect(try workspace.records(at: 1).people[1].person.name == "Второва Мария")
  }

  @Test(arguments: [1, 7, 42, 2023]) func randomImportsEndInTheLastWord(seed: Int) throws {
    // The oracle: a dictionary of the last value of every key, and of what it was after each import.
    var random = SplitMix64(seed: UInt64(seed))
    let workspace = try Cabinet().create()
    var truth: [String: [String: Int]] = [:]
    var snapshots: [[String: [String: Int]]] = []
    for _ in 0..<12 {
      var people: [PersonRecord] = []
      for person in ["А", "Б", "В"] where random.next() % 3 > 0 {
        var scores: [Score] = []
        for competency in ["К1", "К2", "К3", "К4"] where random.next() % 2 == 0 {
          let raw = Int(random.next() % 3)
          scores.append(score(competency, raw))
          truth[person, default: [:]][competency] = raw
        }
        truth[person, default: [:]].merge([:]) { first, _ in first }
        people.append(PersonRecord(person: Person(id: person, role: .head), scores: scores))
      }
      let outcome = try workspace.take(
        DataRecords(people: people, organisations: []), source: "", digest: "", stamp: stamp)
      if outcome.revision != nil { snapshots.append(truth) }
    }
    for (index, expected) in snapshots.enumerated() {
      let records = try workspace.records(at: index + 1)
      let found = Dictionary(
        uniqueKeysWithValues: records.people.map { record in
          (
            record.person.id,
            Dictionary(uniqueKeysWithValues: record.scores.map { ($0.competency.text, $0.raw.hundredths / 100) })
          )
        })
      #expect(found == expected, "seed \(seed), revision \(index + 1)")
    }
  }
}
