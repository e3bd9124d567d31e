import Optimization
import SyntheticData

/// A region made from a seed: people with deficits of their own, measures with sessions over a year, scarce seats.
struct SeatsWorkload {
  let model: AllocationModel

  /// A measure: its hours, what it teaches, and its sessions (days, presence and number of the capacity).
  private struct Measure {
    var load: Int
    var gains: [SelectionModel.Gain]
    var sessions: [(option: SelectionModel.Option, capacity: Int)]
    /// The share of people it is required of, in percent.
    var required: Int
  }

  /// `tightness` is the share of the seats wanted that are there, in percent, evenly spread from half to one and a half
  /// times as much over sessions.
  init(people: Int, sessions: Int, seed: UInt64, tightness: Int = 45) {
    var random = SeededGenerator(seed: seed)
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
    let perMeasure = 3
    let measures = (0..<max(1, sessions / perMeasure)).map { index -> Measure in
      let days = pick(1...15)
      let presence = pick(0...9) < 4
      let dates = (0..<perMeasure).map { _ in pick(0...340) }.sorted()
      return Measure(
        load: [16, 18, 24, 36, 36, 40, 48, 72][pick(0...7)],
        gains: (0..<pick(1...4)).map { _ in .init(need: pick(0...15), amount: 50 * pick(4...30)) },
        sessions: dates.enumerated().map { number, day in
          (.init(start: day, end: day + days, exclusive: presence), perMeasure * index + number)
        },
        required: index % 7 == 3 ? pick(10...40) : 0)
    }
    // About three and a half measures a person fit into the hours of a year.
    let seats = people * 35 * tightness / 1_000
    let capacities = (0..<perMeasure * measures.count).map { _ in
      AllocationModel.Capacity(seats: max(1, seats * pick(50...150) / 100 / (perMeasure * measures.count)))
    }
    let goals = (0..<6).map { _ in AllocationModel.Goal(target: people * pick(5...40) / 100, worth: 50 * pick(5...40)) }
    let participants = (0..<people).map { _ -> AllocationModel.Participant in
      let needs = (0..<16).map { _ in
        let amount = pick(0...9) < 4 ? 0 : pick(100...4_500)
        return SelectionModel.Need(amount: amount, weight: [1, 1, 2, 2, 4, 8][min(5, amount / 800)])
      }
      let chosen = (0..<min(measures.count, pick(15...40))).map { _ in pick(0...measures.count - 1) }
      var items: [SelectionModel.Item] = []
      var uses: [[Int?]] = []
      var counts: [[Int]] = []
      for measure in Set(chosen).sorted() {
        let data = measures[measure]
        let open = data.sessions.filter { _ in pick(0...9) < 9 }
        items.append(
          .init(
            load: data.load, bonus: (pick(0...9) < 4 ? 100 * pick(1...50) : 0) - 10 * data.load,
            required: data.required > 0 && pick(1...100) <= data.required, gains: data.gains,
            options: open.map(\.option)))
        uses.append(open.map(\.capacity))
        counts.append(measure < 12 ? [measure % 6] : [])
      }
      return .init(
        model: SelectionModel(
          needs: needs, items: items, periods: [.init(start: 0, end: 365, capacity: 108)], concurrency: 2),
        weight: pick(0...9) == 0 ? 2 : 1, uses: uses, counts: counts)
    }
    model = AllocationModel(participants: participants, capacities: capacities, goals: goals)
  }
}
