/// What participants with the same model, weight, uses and counts have in common, flattened for the search.
///
/// Items and options are numbered as in `compact`: what can never be taken is gone, what is committed is taken into
/// account. A *plan* is an option per item, or −1.
struct ParticipantType {
  /// Values alone, times the weight; all options cost nothing. Any best plan will do (`margin` is 1).
  let compact: CompactModel
  /// Per item: whether it is required, as numbers 0 and 1; the range of its goals in `goals`.
  let required: [Int32]
  let goalFrom: [Int32]
  let goals: [Int32]
  /// Per option: the capacity it uses, or −1; its index in the item as the model has it; its item.
  let use: [Int32]
  let original: [Int32]
  let item: [Int32]
  /// How many of its participants there are.
  var count: Int

  /// What is committed: its value, how many of it are required.
  let committedValue: Int
  let committedRequired: Int

  var itemCount: Int { compact.itemCount }
  var hasRequired: Bool { required.contains(1) }

  /// Flattens `participant`, without the options that use a capacity of no seats, into memory of `arena`.
  init(_ participant: AllocationModel.Participant, _ capacities: [AllocationModel.Capacity], in arena: Arena) {
    var model = participant.model
    var indexes = model.items.map { Array($0.options.indices) }
    for (item, uses) in participant.uses.enumerated()
    where uses.contains(where: { use in use.map { capacities[$0].seats == 0 } ?? false }) {
      indexes[item] = uses.indices.filter { option in uses[option].map { capacities[$0].seats > 0 } ?? true }
      model.items[item].options = indexes[item].map { participant.model.items[item].options[$0] }
    }
    var committedValue = 0
    if model.hasEarlierDecisions {
      let decisions = EarlierDecisions(model)
      committedValue = participant.weight * decisions.committedValue
      indexes = zip(indexes, decisions.optionIndexes).map { all, left in left.map { all[$0] } }
      model = decisions.reduced
    }
    self.committedValue = committedValue
    committedRequired = participant.model.items.count { $0.committed && $0.required }

    var compact = CompactModel(model, in: arena)
    compact.scale = 1
    compact.margin = 1
    compact.rankUnit = 1
    compact.hasCosts = false
    for need in 0..<compact.needCount {
      compact.unitScore[need] = model.needs[need].weight * participant.weight
    }
    var (required, goalFrom, goals) = ([Int32](), [Int32(0)], [Int32]())
    var (use, original, itemOf) = ([Int32](), [Int32](), [Int32]())
    for item in 0..<compact.itemCount {
      let whole = compact.original[item]
      let data = model.items[whole]
      compact.ownScore[item] = data.bonus * participant.weight
      // An item that adds nothing is left.
      compact.minEnd[item] = 1
      compact.minRank[item] = 0
      required.append(data.required ? 1 : 0)
      goals += participant.counts[whole].map(Int32.init)
      goalFrom.append(Int32(goals.count))
      for option in compact.optionFrom[item]..<compact.optionFrom[item + 1] {
        compact.rank[option] = 0
        let index = indexes[whole][compact.choice[option]]
        use.append(participant.uses[whole][index].map(Int32.init) ?? -1)
        original.append(Int32(index))
        itemOf.append(Int32(item))
      }
    }
    compact.requiredCount = 0
    (self.compact, self.required, self.goalFrom, self.goals) = (compact, required, goalFrom, goals)
    (self.use, self.original, self.item) = (use, original, itemOf)
    count = 1
  }
}
