import TestSupport
import Testing

@testable import RouteModel

/// Digests of what people's data say.
@Suite struct DossierDigestTests {
  private func lanes(_ messages: [[UInt8]]) -> [String] {
    let padded = messages.map { message in
      var buffer = ByteBuffer()
      message.withUnsafeBufferPointer { buffer.append($0) }
      SHA256.pad(&buffer)
      return buffer.withBytes(Array.init)
    }
    return withBuffers(padded[...], []) { SHA256Lanes.hash(padded: $0) }
  }

  private func withBuffers(
    _ rest: ArraySlice<[UInt8]>, _ open: [UnsafeBufferPointer<UInt8>],
    _ body: ([UnsafeBufferPointer<UInt8>]) -> [String]
  ) -> [String] {
    guard let first = rest.first else { return body(open) }
    return first.withUnsafeBufferPointer { withBuffers(rest.dropFirst(), open + [$0], body) }
  }

  /// The examples of FIPS 180-4 and a million letters, side by side: they have 1, 1, 2 and 15,626 blocks.
  @Test func vectorsSideBySide() {
    let long = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    let digests = lanes([
      [], Array("abc".utf8), Array(long.utf8), [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000),
    ])
    #expect(
      digests == [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
      ])
  }

  /// Any length around the ends of blocks, with any neighbours, has the digest it has alone.
  @Test func everyLengthWithEveryNeighbour() {
    let seed: UInt64 = 4_103
    var random = SplitMix64(seed: seed)
    for length in 0...200 {
      let lengths =
        [length]
        + (0..<Int.random(in: 0...3, using: &random)).map { _ in
          Int.random(in: 0...300, using: &random)
        }
      let messages = lengths.map { count in (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) } }
      #expect(lanes(messages) == messages.map { SHA256.hash($0) }, "seed \(seed): \(lengths)")
    }
  }

  private func score(_ competency: String, _ points: Int, _ date: String = "2023-05-15", form: String? = "А") -> Score {
    Score(
      competency: CompetencyCode(competency), date: SampleRegion.date(date), form: form, points: Points(points),
      items: 40, wave: .pretest)
  }

  private func dossier(_ change: (inout Person) -> Void = { _ in }, scores: [Score]? = nil) -> Dossier {
    var person = Person(id: "Р-1", name: "Примерова Анна", municipality: "Амурский", role: .head)
    change(&person)
    return Dossier(
      person: person, organisation: Organisation(id: "О-1", kind: .school),
      scores: scores ?? [score("К1", 40), score("К2", 50), score("К2", 55, "2022-05-15", form: "Б")],
      completions: [Completion(measure: MeasureCode("1.5"), date: SampleRegion.date("2023-02-01"))])
  }

  @Test func severalAtOnceAreTheirOwn() {
    let people = (0..<11).map { index in dossier({ $0.id = "Р-\(index)" }) }
    let together = Dossier.digests(of: people)
    #expect(together == people.map(\.digest) && Set(together).count == people.count)
    #expect(Dossier.digests(of: []) == [])
  }

  /// Names change no route; the order of rows is not the order of facts.
  @Test func whatChangesNothing() {
    let plain = dossier().digest
    #expect(dossier({ $0.name = "Иванова Мария" }).digest == plain)
    #expect(
      dossier(scores: [score("К2", 55, "2022-05-15", form: "Б"), score("К2", 50), score("К1", 40)]).digest == plain)
  }

  @Test func everyFactCounts() {
    let tests: [[Score]] = [
      [], [score("К1", 40)], [score("К1", 41)], [score("К2", 40)], [score("К1", 40, "2023-05-16")],
      [score("К1", 40, form: nil)], [score("К1", 40), score("К1", 40, "2023-05-16")],
      // The same words in one test and in two: «К1 4» and «К14» must not meet.
      [score("К1", 40), score("К2", 50)], [score("К1", 40), score("К2", 50, form: "Б")],
      [score("К1", 40), score("К2", 50), score("К3", 50, form: "Б")],
      [score("К1", 40), score("К2", 50, form: "Б"), score("К3", 50)],
      [score("К1", 40), score("К2", 50, form: "Б"), score("К3", 50, form: "Б")],
    ]
    var digests = tests.map { dossier(scores: $0).digest }
    digests += [
      dossier({ $0.id = "Р-2" }), dossier({ $0.municipality = nil }), dossier({ $0.role = .reserve }),
      dossier({ $0.position = "директор" }), dossier({ $0.formats = [] }), dossier({ $0.formats = [.remote] }),
      dossier({ $0.hasManagementRetraining = false }), dossier({ $0.hasManagementRetraining = true }),
      dossier({ $0.team = "К-1" }), dossier({ $0.mentor = "Р-9" }),
    ].map(\.digest)
    #expect(Set(digests).count == digests.count)
  }

  /// More tests than are looked back at; forms that are equal texts of different bytes.
  @Test func manyTests() {
    let scores = (0..<40).map { score("К1", 40, form: "ф\($0 % 20)") }
    let digests = (0..<40).map { index in
      var changed = scores
      changed[index] = score("К1", 40, form: "ф\((index + 1) % 20)")
      return dossier(scores: changed).digest
    }
    #expect(Set(digests).count == 20, "which of two equal rows changes is all the same")
    #expect(!digests.contains(dossier(scores: scores).digest))
    let spellings = ["й", "и\u{306}"].map { score("К2", 50, form: $0) }
    let told = [[0, 0], [0, 1], [1, 1]].map { dossier(scores: $0.map { spellings[$0] }).digest }
    #expect(Set(told).count == 3)
  }
}
