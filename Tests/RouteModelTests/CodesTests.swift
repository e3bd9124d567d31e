import Diagnostics
import RouteModel
import TestSupport
import Testing

@Suite struct CodesTests {
  @Test func numbersInCodesCountAsNumbers() {
    let inOrder = [
      "", "1", "1.2", "1.10", "1.20", "2.1", "2.10", "10", "К1", "К2", "К10", "Р-9", "Р-010", "Р-10", "Р-100",
    ]
    for (index, code) in inOrder.enumerated() {
      for (other, second) in inOrder.enumerated() {
        #expect(naturalOrder(code, second) == (index < other), "\(code) \(second)")
      }
    }
    #expect(MeasureCode("1.9") < MeasureCode("1.10") && CompetencyCode("К9") < CompetencyCode("К10"))
  }

  /// A strict total order on texts of digits and letters: exactly one of less, equal, greater; and transitive.
  @Test func theOrderIsTotal() {
    let seed: UInt64 = 61
    var random = SplitMix64(seed: seed)
    let texts = (0..<60).map { _ in
      String((0..<Int.random(in: 0...6, using: &random)).map { _ in "0019Кк.-".randomElement(using: &random) ?? "0" })
    }
    for a in texts {
      for b in texts {
        #expect([naturalOrder(a, b), a == b, naturalOrder(b, a)].count { $0 } == 1, "seed \(seed): «\(a)» «\(b)»")
        for c in texts where naturalOrder(a, b) && naturalOrder(b, c) {
          #expect(naturalOrder(a, c), "seed \(seed): «\(a)» «\(b)» «\(c)»")
        }
      }
    }
  }

  private func roundTrip<Value: ClosedSet>(_ type: Value.Type) {
    var seen: Set<String> = []
    for value in Value.allCases {
      for language in Language.allCases {
        let spelling = value.spelling(in: language)
        #expect(Value(spelling: spelling) == value, "\(spelling)")
        #expect(Value(spelling: spelling.uppercased().replacing("_", with: " ")) == value, "\(spelling)")
        #expect(!value.words(in: language).contains("_"))
      }
      for spelling in [value.spellings.russian, value.spellings.english] + value.spellings.aliases {
        #expect(Value(spelling: spelling) == value, "\(spelling)")
        seen.insert(LookAlike.fold(spelling))
      }
    }
    #expect(Value(spelling: "") == nil && Value(spelling: "нечто иное") == nil)
    #expect(seen.count >= Value.allCases.count)
  }

  @Test func closedSetsAreReadAsTheyAreSpelled() {
    roundTrip(Role.self)
    roundTrip(OrganisationKind.self)
    roundTrip(Feature.self)
    roundTrip(Format.self)
    roundTrip(Wave.self)
    roundTrip(MeasureKind.self)
    roundTrip(ValueStatus.self)
    roundTrip(Denominator.self)
    roundTrip(GrowthFormula.self)
    #expect(Role(spelling: "Методист ОМСУ") == .municipalSpecialist)
    #expect(Role.municipalSpecialist.words(in: .russian) == "специалист ОМСУ")
  }
}
