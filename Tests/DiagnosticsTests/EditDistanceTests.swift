import Diagnostics
import TestSupport
import Testing

@Suite struct EditDistanceTests {
  /// The definition, by recursion: change, insert, delete, or swap two neighbours that are not edited again.
  private func distance(_ a: ArraySlice<Character>, _ b: ArraySlice<Character>) -> Int {
    guard let x = a.last else { return b.count }
    guard let y = b.last else { return a.count }
    var best = distance(a.dropLast(), b.dropLast()) + (x == y ? 0 : 1)
    best = min(best, distance(a.dropLast(), b) + 1, distance(a, b.dropLast()) + 1)
    if a.count > 1, b.count > 1, x == b[b.endIndex - 2], y == a[a.endIndex - 2] {
      best = min(best, distance(a.dropLast(2), b.dropLast(2)) + 1)
    }
    return best
  }

  @Test func isWhatTheDefinitionSays() {
    let seed: UInt64 = 62
    var random = SplitMix64(seed: seed)
    func word() -> String {
      String((0..<Int.random(in: 0...6, using: &random)).map { _ in "абвё".randomElement(using: &random) ?? "а" })
    }
    for _ in 0..<400 {
      let (a, b) = (word(), word())
      #expect(editDistance(a, b) == distance(Array(a)[...], Array(b)[...]), "seed \(seed): «\(a)» «\(b)»")
    }
  }

  @Test(arguments: [
    ("руковдитель", "руководитель"), ("резерв ", "резерв"), ("РЕЗЕРВ", "резерв"), ("kоманда", "команда"),
    ("руководителям", "руководитель"),
  ])
  func theNearestIsOffered(_ text: String, _ expected: String) {
    #expect(nearest(to: text, among: ["заместитель", "руководитель", "резерв", "команда"]) == expected)
  }

  @Test(arguments: ["", "х", "ректор", "мы", "qwertyuiop"])
  func nothingIsOfferedForSomethingElse(_ text: String) {
    #expect(nearest(to: text, among: ["заместитель", "руководитель", "резерв", "команда"]) == nil, "\(text)")
  }
}
