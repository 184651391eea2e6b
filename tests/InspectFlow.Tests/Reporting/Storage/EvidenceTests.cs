using Dapper;
using InspectFlow.Reporting.Storage;
using Microsoft.Data.Sqlite;
using Shouldly;
using Xunit;
using static InspectFlow.Tests.Reporting.StoreFixture;

namespace InspectFlow.Tests.Reporting.Storage;

public sealed class EvidenceTests : IDisposable
{
    private static readonly EvidenceMap Map = new("nll", 1, 3, 0.25, 0.75);

    private readonly StoreFixture fixture = new();

    [Fact]
    public void Every_kind_is_kept_with_the_map_that_it_shows()
    {
        fixture.Write(fixture.BeginScan().Id, Image("a.png", 15) with { Evidence = All(Map) });

        var records = fixture.Store.ListEvidence(Hash("a.png"));

        records.Select(r => r.Kind).ShouldBe(Enum.GetValues<EvidenceKind>());
        foreach (var record in records)
        {
            var isOfMap = record.Kind is EvidenceKind.Map or EvidenceKind.Layer or EvidenceKind.Crop;
            record.ModelId.ShouldBe(isOfMap ? fixture.Model.Id : null);
            (record.Score, record.ScaleLow, record.ScaleHigh, record.PeakX, record.PeakY)
                .ShouldBe(isOfMap ? ("nll", 1, 3, 0.25, 0.75) : (null, null, null, null, null));
            fixture.Store.GetPicture(record.Picture)!.Bytes.ShouldBe([(byte)record.Kind]);
        }
    }

    [Fact]
    public void A_map_of_another_score_stands_beside_the_first_and_each_is_found_by_its_score()
    {
        fixture.Write(fixture.BeginScan().Id, Image("a.png", 15) with { Evidence = All(Map) });
        var joint = Picture(EvidenceKind.Map, 99, Map with { Score = "joint" });
        fixture.Time.Advance(TimeSpan.FromMinutes(1));

        fixture.Store.AddEvidence(Hash("a.png"), fixture.Model.Id, [joint, Picture(EvidenceKind.Map, 50, Map)]);

        var records = fixture.Store.ListEvidence(Hash("a.png"));
        records.Find(EvidenceKind.Map, fixture.Model.Id, "joint")!.Picture.ShouldBe(joint.Picture.Sha256);
        Bytes(records.Find(EvidenceKind.Map, fixture.Model.Id, "nll")).ShouldBe([(byte)EvidenceKind.Map], "what is kept stays");
        records.Find(EvidenceKind.Map, fixture.Model.Id, "peak").ShouldBeNull();
        records.Find(EvidenceKind.Map, "another model", "nll").ShouldBeNull();
        Bytes(records.Find(EvidenceKind.Picture)).ShouldBe([(byte)EvidenceKind.Picture]);
    }

    [Fact]
    public void The_evidence_of_many_contents_is_found_at_once()
    {
        fixture.Write(
            fixture.BeginScan().Id,
            Image("a.png", 15) with { Evidence = All(Map) },
            Image("b.png", 15) with { Evidence = [Picture(EvidenceKind.Thumbnail, 7)] },
            Image("c.png", 1));

        var found = fixture.Store.ListEvidence([Hash("a.png"), Hash("b.png"), Hash("a.png"), Hash("c.png"), Hash("unknown")]);

        found.Keys.ShouldBe([Hash("a.png"), Hash("b.png")], ignoreOrder: true);
        found[Hash("a.png")].Count.ShouldBe(5);
        found[Hash("b.png")].ShouldHaveSingleItem().Kind.ShouldBe(EvidenceKind.Thumbnail);
        fixture.Store.ListEvidence([]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(EvidenceKind.Map, false)]
    [InlineData(EvidenceKind.Crop, false)]
    [InlineData(EvidenceKind.Thumbnail, true)]
    [InlineData(EvidenceKind.Picture, true)]
    public void A_picture_that_does_not_fit_its_kind_is_refused(EvidenceKind kind, bool hasMap)
    {
        fixture.Write(fixture.BeginScan().Id, Image("a.png", 15));
        Should.Throw<ArgumentException>(() => fixture.Store.AddEvidence(
            Hash("a.png"), fixture.Model.Id, [Picture(kind, 1, hasMap ? Map : null)])).Message.ShouldContain($"A {kind}");
        fixture.Store.ListEvidence(Hash("a.png")).ShouldBeEmpty();
    }

    [Fact]
    public void A_gallery_is_kept_once_and_neighbours_lead_to_its_pictures()
    {
        GoodPicture[] gallery = [Good("g/1.png", 1), Good("g/2.png", 2)];
        fixture.Store.HasGallery(fixture.Model.Id).ShouldBeFalse();
        fixture.Store.AddGallery(fixture.Model.Id, gallery);
        fixture.Store.AddGallery(fixture.Model.Id, [Good("g/3.png", 3)]);
        fixture.Write(fixture.BeginScan().Id, Image("a.png", 15) with { Neighbour = new(Hash("g/2.png"), 0.9) }, Image("b.png", 15));

        fixture.Store.HasGallery(fixture.Model.Id).ShouldBeTrue();
        fixture.Store.ListGoodLooks(fixture.Model.Id).Select(l => (l.ContentHash, l.Look[0]))
            .ShouldBe([(Hash("g/1.png"), (byte)1), (Hash("g/2.png"), (byte)2)], ignoreOrder: true);
        fixture.Store.ListGoodLooks("another model").ShouldBeEmpty();
        var found = fixture.Store.FindNeighbours([Hash("a.png"), Hash("b.png")], fixture.Model.Id);
        var neighbour = found.ShouldHaveSingleItem().Value;
        (neighbour.ContentHash, neighbour.ModelId, neighbour.GoodHash, neighbour.GoodPath, neighbour.Correlation)
            .ShouldBe((Hash("a.png"), fixture.Model.Id, Hash("g/2.png"), "g/2.png", 0.9));
        fixture.Store.GetPicture(neighbour.Picture)!.Bytes.ShouldBe([2]);
        fixture.Store.FindNeighbours([Hash("a.png")], "another model").ShouldBeEmpty();
    }

    [Fact]
    public void A_neighbour_must_be_in_the_gallery()
    {
        fixture.Write(fixture.BeginScan().Id, Image("a.png", 15));
        Should.Throw<StorageException>(() => fixture.Store.AddEvidence(
            Hash("a.png"), fixture.Model.Id, [], new Neighbour(Hash("g/9.png"), 1))).Fault.ShouldBe(StorageFault.Conflict);
    }

    [Fact]
    public void The_audit_of_a_run_is_read_with_its_decisions()
    {
        var run = fixture.BeginScan();
        var written = fixture.Write(run.Id, Image("b.png", 5), Image("a.png", 6), Image("c.png", 7));

        fixture.Store.AddAudit(run.Id, [written[0].CaptureId, written[1].CaptureId]);
        fixture.Store.AddAudit(run.Id, [written[1].CaptureId]);

        fixture.Store.ReadAudit(run.Id).Select(r => (r.Path, r.Outcome)).ShouldBe([("a.png", "ok"), ("b.png", "ok")]);
        fixture.Store.ReadAudit("another run").ShouldBeEmpty();
        using var connection = fixture.Raw();
        Should.Throw<SqliteException>(() => connection.Execute("DELETE FROM audit")).Message.ShouldContain("append-only");
    }

    [Fact]
    public void Evidence_of_an_earlier_version_keeps_its_pictures_and_learns_which_score_it_shows()
    {
        var path = Path.Combine(fixture.Folder.FullName, "old.db");
        using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            connection.Open();
            Migrator.Migrate(connection, path, fixture.Time, upTo: 6);
            connection.Execute(OldRows, new { A = Hash("a"), B = Hash("b"), P = Hash("p"), M = Hash("m"), T = At(0), Later = At(60), Last = At(90) });
        }

        using var store = InspectionStore.Open(path, fixture.Time);

        store.ListEvidence(Hash("a")).Select(r => (r.Kind, r.ModelId, r.Score, r.ScaleLow, r.Reason, r.AddedAt)).ShouldBe(
        [
            (EvidenceKind.Thumbnail, null, null, null, EvidenceReason.Flagged, Start),
            (EvidenceKind.Map, "m", "peak", null, EvidenceReason.Flagged, Start.AddMinutes(60)),
        ]);
        store.ListEvidence(Hash("b")).ShouldHaveSingleItem().Kind.ShouldBe(EvidenceKind.Thumbnail);
        store.GetPicture(Hash("p"))!.Bytes.ShouldBe([1]);
    }

    public void Dispose() => fixture.Dispose();

    // A content that was decided on by two scores after each other, mapped at the second and decided on once more; and one without a decision.
    private const string OldRows =
        """
        INSERT INTO line VALUES ('l', 'castings', '{}', @T, @T);
        INSERT INTO model VALUES ('m', @M, 'l', 'glow', '/m', '{}', @T, @T);
        INSERT INTO calibration SELECT value, 'l', 'm', value, 'fp32', 'held out', 1, 99, 1, NULL, NULL, '{}', '{}', @T
          FROM json_each('["nll", "peak", "joint"]');
        INSERT INTO run (id, line_id, job, nominal_at, attempt, status, details, started_at, heartbeat_at, owner_machine, owner_pid, owner_started)
          VALUES ('r', 'l', 'scan', @T, 1, 'completed', '{}', @T, @T, 'x', 1, @T);
        INSERT INTO content VALUES (@A, 10, 10), (@B, 10, 10);
        INSERT INTO capture (id, line_id, path, revision, size, modified_at, content_hash, status, attempts, first_seen_at, last_seen_at)
          VALUES ('c', 'l', 'a.png', 1, 1, @T, @A, 'scored', 1, @T, @T);
        INSERT INTO decision VALUES ('c', 'nll', 'r', 1, 1, 'reject', NULL, @T), ('c', 'peak', 'r', 1, 1, 'reject', NULL, @Later),
          ('c', 'joint', 'r', 1, 1, 'reject', NULL, @Last);
        INSERT INTO picture VALUES (@P, 'image/jpeg', 1, 1, x'01');
        INSERT INTO evidence VALUES (@A, 'thumbnail', NULL, @P, 'flagged', @T), (@A, 'map', 'm', @P, 'flagged', @Later),
          (@B, 'thumbnail', NULL, @P, 'audit', @T), (@B, 'map', 'm', @P, 'audit', @T);
        """;

    private static string At(int minutes) => Instant.ToText(Start.AddMinutes(minutes));

    private static IReadOnlyList<EvidencePicture> All(EvidenceMap map) =>
    [
        .. Enum.GetValues<EvidenceKind>().Select(
            k => Picture(k, (byte)k, k is EvidenceKind.Thumbnail or EvidenceKind.Picture ? null : map)),
    ];

    private static EvidencePicture Picture(EvidenceKind kind, byte content, EvidenceMap? map = null) => new()
    {
        Kind = kind,
        Reason = EvidenceReason.Flagged,
        Map = map,
        Picture = Encoded(content),
    };

    private static GoodPicture Good(string path, byte content) =>
        new() { ContentHash = Hash(path), Path = path, Look = [content, 5], Picture = Encoded(content) };

    private static EncodedPicture Encoded(byte content) => new() { MediaType = "image/webp", Width = 2, Height = 1, Bytes = [content] };

    private byte[] Bytes(EvidenceRecord? record) => fixture.Store.GetPicture(record!.Picture)!.Bytes;
}
