import Shell
import SteppingstoneCore
import Testing

@Suite("Reminders")
struct ReminderTests {
    private let folder: TemporaryFolder
    private let clock = TestClock()
    private let gateway: Gateway
    private let scheduler = RecordingScheduler()
    private let reconciler: ReminderReconciler

    init() throws {
        folder = try TemporaryFolder()
        gateway = try TestJournal(in: folder, clock: clock).gateway
        reconciler = ReminderReconciler(gateway: gateway, scheduler: scheduler)
    }

    @Test("Reconciling twice is reconciling once")
    func isIdempotent() async throws {
        try await addDaily()
        try await reconciler.reconcile()
        let once = await scheduler.scheduled
        try await reconciler.reconcile()
        let planned = try await gateway.plan().planned.map(\.key)
        #expect(once == planned)
        #expect(once.count >= 29)
        #expect(await scheduler.scheduled == once)
        #expect(await scheduler.cancelled.isEmpty)
    }

    @Test("What is no longer planned is taken back")
    func cancels() async throws {
        let reminder = try await addDaily()
        try await reconciler.reconcile()
        let scheduled = await scheduler.scheduled
        try await gateway.remove(reminder.id)
        try await reconciler.reconcile()
        #expect(await scheduler.cancelled == scheduled.sorted())
        #expect(await scheduler.pending().isEmpty)
    }

    @Test("After a flight a reminder keeps its key and its hour, and so comes at another moment")
    func movesWithTheZone() async throws {
        try await addDaily()
        try await reconciler.reconcile()
        let before = Set(await scheduler.pending())
        clock.travel(to: "Pacific/Auckland")
        try await reconciler.reconcile()
        let after = Set(await scheduler.pending())
        let planned = try await gateway.plan().planned.map(\.pending)
        #expect(after == Set(planned))
        #expect(after.isDisjoint(with: before))
        #expect(!Set(after.map(\.key)).isDisjoint(with: before.map(\.key)))
    }

    @Test("What is said changes, a phone set up anew, and what was done on a notification")
    func followsWhatChanges() async throws {
        let reminder = try await addDaily()
        try await reconciler.reconcile()
        let details = [PurposeDetail(purpose: .routine, detail: .purpose)]
        try await gateway.set(ReminderSettings(quiet: nil, dailyCap: 5, off: [], details: details, restUntil: nil))
        let first = await scheduler.scheduled
        try await reconciler.reconcile()
        #expect(await scheduler.scheduled == first + first)
        await scheduler.forget()
        try await reconciler.reconcile()
        #expect(await scheduler.pending().count == first.count)
        let key = try #require(first.first)
        let directory = folder.url.path
        try postAction(directory: directory, keys: [key], outcome: .done, utcMs: clock.now().utcMs)
        try await reconciler.reconcile()
        #expect(await scheduler.cancelled == [key])
        #expect(try await gateway.deliveryLog().contains { $0.key == key && $0.handled == "done" })
        try await gateway.rest(reminder.id, until: "2027-12-24")
        try await reconciler.reconcile()
        #expect(await scheduler.pending().isEmpty)
        let well = DeliveryConditions(
            permission: .granted,
            channelsOff: [],
            batteryRestricted: false,
            doNotDisturb: false,
            wasForceStopped: false
        )
        #expect(try await gateway.checkDelivery(well).map(\.id) == ["resting"])
        #expect(try await gateway.nextWake() != nil)
    }

    @Test("What has come does not come again when the clock is set back, and the log knows")
    func comesOnce() async throws {
        try await addDaily()
        try await reconciler.reconcile()
        let key = try #require(await scheduler.scheduled.first)
        clock.advance(minutes: 24 * 60)
        await scheduler.deliver(key)
        try await reconciler.reconcile()
        clock.advance(minutes: -24 * 60)
        try await reconciler.reconcile()
        #expect(await !scheduler.pending().contains { $0.key == key })
        #expect(try await gateway.deliveryLog().contains { $0.key == key && $0.shownUtcMs != nil })
    }

    @Test("Many who ask at once get one result")
    func isSerial() async throws {
        try await addDaily()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { try await reconciler.reconcile() }
            }
            try await group.waitForAll()
        }
        let scheduled = await scheduler.scheduled
        #expect(scheduled.count == Set(scheduled).count)
    }

    @Test("Foundation knows the zones, to the second")
    func knowsZones() throws {
        let rules = FoundationZoneRules()
        let spring: Int64 = 1_774_746_000  // 29 March 2026, 01:00 UTC
        #expect(try rules.offsetSeconds(zone: "Europe/Berlin", utcSeconds: spring - 1) == 3_600)
        #expect(try rules.offsetSeconds(zone: "Europe/Berlin", utcSeconds: spring) == 7_200)
        #expect(throws: ZoneRulesError.UnknownZone) {
            try rules.offsetSeconds(zone: "Mars/Base", utcSeconds: spring)
        }
    }

    @Test("A reminder in a zone that the phone does not know is said to have no place")
    func leavesUnknownZonesOut() async throws {
        let reminder = try await gateway.add(daily(.fixed(zone: "Mars/Base")))
        let plan = try await gateway.plan()
        #expect(plan.planned.isEmpty)
        #expect(plan.held == [Held(reminder: reminder.id, key: nil, why: .zoneUnknown)])
    }

    @Test("The phone's own moment is one that the core takes")
    func tellsTheTime() async throws {
        let now = Now.current
        let gateway = try await Gateway.open(directory: folder.url)
        #expect(now.utcMs > 1_700_000_000_000)
        _ = try await gateway.start(.checkIn)
    }

    @discardableResult
    private func addDaily() async throws -> Reminder {
        try await gateway.add(daily(.floating))
    }

    private func daily(_ policy: ZonePolicy) -> NewReminder {
        let first = CivilMinute(date: "2026-11-24", minute: 540)
        return NewReminder(purpose: .routine, rule: .wall(when: When(first: first, repeat: .daily)), policy: policy)
    }
}
