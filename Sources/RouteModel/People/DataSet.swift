import Diagnostics

/// A whole data set, one dossier per person, by id.
public struct DataSet: Sendable {
  /// The dossiers, by the person's id.
  public let dossiers: [Dossier]
  /// The organisations, by id.
  public let organisations: [Organisation]
  private let index: [String: Int]

  /// Sorts and indexes the dossiers.
  public init(dossiers: [Dossier], organisations: [Organisation]) {
    self.dossiers = dossiers.sorted { naturalOrder($0.person.id, $1.person.id) }
    self.organisations = organisations.sorted { naturalOrder($0.id, $1.id) }
    var index: [String: Int] = [:]
    for (position, dossier) in self.dossiers.enumerated() { index[LookAlike.fold(dossier.person.id)] = position }
    self.index = index
  }

  /// The dossier of the person with that id in any look-alike spelling.
  public func dossier(of id: String) -> Dossier? { index[LookAlike.fold(id)].map { dossiers[$0] } }
}
