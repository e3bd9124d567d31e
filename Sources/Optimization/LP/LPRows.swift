/// The rows of an `LPModel`, all of the form `Σ terms ≤ right`, in a fixed order.
struct LPRows {
  typealias Row = (name: String, terms: [LPWriter.Term], right: Int)

  private let model: SelectionModel
  private let need: [String]
  private let option: [[String]]

  init(_ model: SelectionModel, need: [String], option: [[String]]) {
    self.model = model
    self.need = need
    self.option = option
  }

  /// Rows without terms are left out.
  var all: [Row] {
    let rows = covers + choices + commitments + periods + days + prerequisites + groups
    return rows.filter { !$0.terms.isEmpty }
  }

  private var taken: [(item: Int, name: String, option: SelectionModel.Option)] {
    model.items.indices.flatMap { item in
      option[item].enumerated().map { (item, $0.element, model.items[item].options[$0.offset]) }
    }
  }

  private var covers: [Row] {
    need.enumerated().map { index, name in
      var terms: [LPWriter.Term] = [(1, name)]
      for (item, data) in model.items.enumerated() {
        let gained = data.gains.filter { $0.need == index }.reduce(0) { $0 + $1.amount }
        if gained > 0 { terms += option[item].map { (-gained, $0) } }
      }
      return ("cover_\(index)", terms, 0)
    }
  }

  private var choices: [Row] {
    option.enumerated().map { index, names in ("one_\(index)", names.map { (1, $0) }, 1) }
  }

  /// What is committed is taken.
  private var commitments: [Row] {
    model.items.indices.filter { model.items[$0].committed }.map { index in
      ("committed_\(index)", option[index].map { (-1, $0) }, -1)
    }
  }

  private var periods: [Row] {
    model.bentPeriods.enumerated().map { index, period in
      let inside = taken.filter { period.start <= $0.option.start && $0.option.start <= period.end }
      let terms: [LPWriter.Term] = inside.map { (model.items[$0.item].load, $0.name) }
      return ("load_\(index)", terms.filter { $0.coefficient != 0 }, period.capacity)
    }
  }

  /// Limits on the days on which something starts: no day is covered more than one of those.
  private var days: [Row] {
    let taken = taken
    var rows: [Row] = []
    for (index, day) in Set(taken.map(\.option.start)).sorted().enumerated() {
      let running = taken.filter { $0.option.start <= day && day <= $0.option.end }
      if let limit = model.concurrency {
        let (free, left) = beside(running, limit)
        if free.count > left { rows.append(("atonce_\(index)", free.map { (1, $0.name) }, left)) }
      }
      let (free, left) = beside(running.filter(\.option.exclusive), 1)
      if free.count > left { rows.append(("present_\(index)", free.map { (1, $0.name) }, left)) }
    }
    return rows
  }

  private typealias Taken = (item: Int, name: String, option: SelectionModel.Option)

  /// The options that are not committed, and how many of them `limit` leaves room for.
  private func beside(_ running: [Taken], _ limit: Int) -> (free: [Taken], left: Int) {
    let free = running.filter { !model.items[$0.item].committed }
    return (free, max(0, limit - (running.count - free.count)))
  }

  /// An option is taken only with an option of each prerequisite that ends before it starts.
  private var prerequisites: [Row] {
    taken.enumerated().filter { !model.items[$0.element.item].committed }.flatMap { number, entry in
      model.items[entry.item].prerequisites.enumerated().map { place, earlier -> Row in
        let enough = option[earlier].indices.filter { model.items[earlier].options[$0].end < entry.option.start }
        return ("after_\(number)_\(place)", [(1, entry.name)] + enough.map { (-1, option[earlier][$0]) }, 0)
      }
    }
  }

  private var groups: [Row] {
    Set(model.items.compactMap(\.group)).sorted().enumerated().map { index, group in
      let members = taken.filter { model.items[$0.item].group == group }
      let committed = Set(members.map(\.item)).contains { model.items[$0].committed }
      let names = members.filter { !model.items[$0.item].committed }.map(\.name)
      return ("group_\(index)", names.map { (1, $0) }, committed ? 0 : 1)
    }
  }
}
