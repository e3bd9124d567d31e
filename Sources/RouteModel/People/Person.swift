/// A leader, reservist, team member or specialist.
public struct Person: Sendable, Hashable {
  /// The id, unique in the data set.
  public var id: String
  /// The name; nil in pseudonymous data.
  public var name: String?
  /// The key of the municipality.
  public var municipality: String?
  /// The id of the organisation.
  public var organisation: String?
  /// The kind of organisation.
  public var organisationKind: OrganisationKind?
  /// The position in words.
  public var position: String?
  /// The role.
  public var role: Role
  /// The day of appointment to the position.
  public var appointedOn: CalendarDate?
  /// Whether the person has professional retraining in management.
  public var hasManagementRetraining: Bool?
  /// The formats the person can take; nil where not stated (then every format).
  public var formats: Set<Format>?
  /// The team.
  public var team: String?
  /// The mentor.
  public var mentor: String?

  /// A person; all but id and role may be unknown.
  public init(
    id: String, name: String? = nil, municipality: String? = nil, organisation: String? = nil,
    organisationKind: OrganisationKind? = nil, position: String? = nil, role: Role, appointedOn: CalendarDate? = nil,
    hasManagementRetraining: Bool? = nil, formats: Set<Format>? = nil, team: String? = nil, mentor: String? = nil
  ) {
    self.id = id
    self.name = name
    self.municipality = municipality
    self.organisation = organisation
    self.organisationKind = organisationKind
    self.position = position
    self.role = role
    self.appointedOn = appointedOn
    self.hasManagementRetraining = hasManagementRetraining
    self.formats = formats
    self.team = team
    self.mentor = mentor
  }
}

/// A feature of an organisation with its source and date.
public struct DatedFeature: Sendable, Hashable {
  /// The feature.
  public var feature: Feature
  /// Where it is stated.
  public var source: String?
  /// When it was stated.
  public var date: CalendarDate?

  /// A feature.
  public init(feature: Feature, source: String? = nil, date: CalendarDate? = nil) {
    self.feature = feature
    self.source = source
    self.date = date
  }
}

/// An organisation.
public struct Organisation: Sendable, Hashable {
  /// The id, unique in the data set.
  public var id: String
  /// The name.
  public var name: String?
  /// The key of the municipality.
  public var municipality: String?
  /// The kind.
  public var kind: OrganisationKind?
  /// Its features; a feature that is not listed does not hold.
  public var features: [DatedFeature]

  /// An organisation.
  public init(
    id: String, name: String? = nil, municipality: String? = nil, kind: OrganisationKind? = nil,
    features: [DatedFeature] = []
  ) {
    self.id = id
    self.name = name
    self.municipality = municipality
    self.kind = kind
    self.features = features
  }
}
