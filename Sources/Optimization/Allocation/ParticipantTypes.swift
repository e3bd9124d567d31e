import Dispatch
import Synchronization

/// All participants of a model, identical ones as one type, in shards that are worked on side by side.
///
/// A shard holds every n-th type, so each is a fair sample of all. Sums are whole numbers, so the order in which shards
/// are finished does not matter: results are the same on any number of threads.
struct ParticipantTypes: Sendable {
  /// Types and their memory. Only one thread works with a shard at a time, and types never change.
  final class Shard: @unchecked Sendable {
    let arena = Arena(capacity: 1 << 16, doubles: false)
    var types: [ParticipantType] = []
  }

  let shards: [Shard]
  /// How many types there are.
  let count: Int
  /// Per participant, its type: shard and place in it.
  let place: [(shard: Int32, index: Int32)]
  let capacities: [AllocationModel.Capacity]
  /// The goals, less what is committed; and what that is worth.
  let goals: [AllocationModel.Goal]
  let committedWorth: Int
  let jobs: Int
  let nodeLimit: Int

  /// Groups and flattens the participants of `model`.
  init(_ model: AllocationModel, jobs: Int, nodeLimit: Int) {
    var known: [AllocationModel.Participant: Int] = [:]
    var firsts: [Int] = []
    var counts: [Int] = []
    var type: [Int] = []
    for (index, participant) in model.participants.enumerated() {
      let number = known[participant] ?? firsts.count
      if number == firsts.count {
        known[participant] = number
        firsts.append(index)
        counts.append(0)
      }
      counts[number] += 1
      type.append(number)
    }
    known = [:]
    let shardCount = max(1, (firsts.count + 63) / 64)
    let shards = (0..<shardCount).map { _ in Shard() }
    let (firstOf, countOf) = (firsts, counts)
    Parallel.forEach(shardCount, jobs: jobs) { shard, _ in
      for number in stride(from: shard, to: firstOf.count, by: shardCount) {
        var type = ParticipantType(
          model.participants[firstOf[number]], model.capacities, in: shards[shard].arena)
        type.count = countOf[number]
        shards[shard].types.append(type)
      }
    }
    self.shards = shards
    count = firsts.count
    place = type.map { (Int32($0 % shardCount), Int32($0 / shardCount)) }
    capacities = model.capacities
    // What is committed counts towards goals whatever happens.
    var goals = model.goals
    for participant in model.participants {
      for (item, data) in participant.model.items.enumerated() where data.committed {
        for goal in participant.counts[item] { goals[goal].target = max(0, goals[goal].target - 1) }
      }
    }
    self.goals = goals
    committedWorth = zip(model.goals, goals).reduce(0) { $0 + $1.0.worth * ($1.0.target - $1.1.target) }
    self.jobs = jobs
    self.nodeLimit = nodeLimit
  }

  /// The type of a participant.
  subscript(participant: Int) -> ParticipantType {
    let place = place[participant]
    return shards[Int(place.shard)].types[Int(place.index)]
  }
}

/// Work spread over threads.
enum Parallel {
  /// Calls `body` once for each of 0..<count, on up to `jobs` threads; `worker` numbers them.
  static func forEach(_ count: Int, jobs: Int, _ body: @Sendable (_ index: Int, _ worker: Int) -> Void) {
    let workers = min(jobs, count)
    if workers <= 1 {
      for index in 0..<count { body(index, 0) }
      return
    }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= count { return }
        body(index, worker)
      }
    }
  }
}
