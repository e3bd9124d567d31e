import RouteModel
import RuleLanguage
import RuleMatching

/// What keeps people out of the audiences of all measures at once, kept by the facts that audiences ask for: those are
/// few, and people of one role in schools of one kind share them.
struct AudienceMemo {
  /// The fields that audiences name.
  private let fields: [Int]
  private var one: ConditionAnswers<Verdict?>
  private let count: Int
  /// The values of the fields, for one person at a time; then those of every answer, one after another's.
  private var values: ContiguousArray<Int32>
  private var slots = HashSlots()
  private var keys: ContiguousArray<Int32> = []
  private var answers: [[Verdict?]] = []
  private static let limit = 1 << 12

  /// No answers yet. `obstacle` must depend on the truth of a condition's literals only.
  init(_ audiences: [Condition], _ obstacle: @escaping (Condition, FactVector) -> Verdict?) {
    fields = Set(audiences.flatMap(\.literals).map(\.field)).sorted()
    one = ConditionAnswers(audiences, obstacle)
    values = ContiguousArray(repeating: 0, count: fields.count)
    count = audiences.count
  }

  /// By the measure's position, what keeps a person out of its audience; nil where nothing does. O(fields).
  mutating func obstacles(_ facts: FactVector) -> [Verdict?] {
    var hash = NumberHash()
    for index in fields.indices {
      values[index] = facts[fields[index]]
      hash.add(Int(values[index]))
    }
    let width = fields.count
    let known = slots.find(hash.value) { entry in
      for index in 0..<width where keys[entry * width + index] != values[index] { return false }
      return true
    }
    if let known { return answers[known] }
    if answers.count >= Self.limit {
      slots.removeAll()
      keys.removeAll(keepingCapacity: true)
      answers.removeAll(keepingCapacity: true)
    }
    let fresh = (0..<count).map { one[$0, facts] }
    slots.add(hash.value)
    keys.append(contentsOf: values)
    answers.append(fresh)
    return fresh
  }
}
