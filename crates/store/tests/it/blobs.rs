//! Attachments: sealed, found again, found altered, gone for good.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use store::{Blobs, StoreError, StoredBlob, Tx, blobs};

use crate::harness::World;

on_both! {
    what_is_put_comes_back
    nothing_readable_is_stored
    the_same_document_twice_does_not_look_the_same
    an_altered_object_is_refused
    a_key_opens_only_its_own_object
    a_missing_object_is_unavailable
    shredding_is_for_good
    what_nobody_refers_to_is_swept
}

fn open(world: &World) -> Blobs {
    let place = world.path("blobs");
    Blobs::open(place.to_str().unwrap(), [], world.db.keys(), world.entropy.clone()).unwrap()
}

fn objects(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().flatten() {
        if entry.path().is_dir() { found.extend(objects(&entry.path())) } else { found.push(entry.path()) }
    }
    found
}

async fn save(world: &World, blob: &StoredBlob) -> uuid::Uuid {
    let (territory, id, now, row) = (world.territory, world.id(), world.now(), blob.clone());
    world.db.write(async move |tx: Tx| tx.save_blob(territory, id, &row, now).await).await.unwrap();
    id
}

async fn what_is_put_comes_back(world: World) {
    let blobs = open(&world);
    for bytes in [Vec::new(), b"a letter".to_vec(), vec![42; 3_000_000]] {
        let blob = blobs.put(&bytes).await.unwrap();
        let id = save(&world, &blob).await;
        let row = blobs::load(&world.db.reader(), world.territory, id).await.unwrap().unwrap();
        assert_eq!(row, blob);
        assert_eq!(row.size, bytes.len() as u64);
        assert_eq!(blobs.get(&row).await.unwrap(), bytes);
    }
}

async fn nothing_readable_is_stored(world: World) {
    let blobs = open(&world);
    blobs.put(b"the patient hears voices").await.unwrap();
    let stored = fs::read(&objects(&world.path("blobs"))[0]).unwrap();
    assert!(!stored.windows(6).any(|window| window == b"voices"));
}

async fn the_same_document_twice_does_not_look_the_same(world: World) {
    let blobs = open(&world);
    let (one, two) = (blobs.put(b"same").await.unwrap(), blobs.put(b"same").await.unwrap());
    assert_ne!(one.hash, two.hash);
    assert_eq!(objects(&world.path("blobs")).len(), 2);
}

async fn an_altered_object_is_refused(world: World) {
    let blobs = open(&world);
    let blob = blobs.put(b"a letter").await.unwrap();
    let path = &objects(&world.path("blobs"))[0];
    let mut bytes = fs::read(path).unwrap();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(path, bytes).unwrap();
    let outcome = blobs.get(&blob).await;
    assert!(matches!(&outcome, Err(StoreError::Bug(reason)) if reason.contains("altered")), "{outcome:?}");
}

async fn a_key_opens_only_its_own_object(world: World) {
    let blobs = open(&world);
    let (one, two) = (blobs.put(b"one").await.unwrap(), blobs.put(b"two").await.unwrap());
    let mixed = StoredBlob { wrapped_key: two.wrapped_key, ..one };
    assert!(matches!(blobs.get(&mixed).await, Err(StoreError::Bug(_))));
}

async fn a_missing_object_is_unavailable(world: World) {
    let blobs = open(&world);
    let blob = blobs.put(b"a letter").await.unwrap();
    fs::remove_file(&objects(&world.path("blobs"))[0]).unwrap();
    assert!(matches!(blobs.get(&blob).await, Err(StoreError::Unavailable(_))));
}

async fn shredding_is_for_good(world: World) {
    let blobs = open(&world);
    let blob = blobs.put(b"a letter").await.unwrap();
    let id = save(&world, &blob).await;
    let backup = fs::read(&objects(&world.path("blobs"))[0]).unwrap();
    let (territory, now) = (world.territory, world.now());
    let act = world.db.write(async move |tx: Tx| tx.shred_blob(territory, id, now).await);
    let hash: Option<[u8; 32]> = act.await.unwrap();
    assert_eq!(hash, Some(blob.hash));
    blobs.shred(&blob.hash).await.unwrap();
    blobs.shred(&blob.hash).await.unwrap();
    assert!(objects(&world.path("blobs")).is_empty());
    assert!(!backup.is_empty(), "a backup may keep the bytes; nothing keeps their key");
    assert_eq!(blobs::load(&world.db.reader(), territory, id).await.unwrap(), None);
    let again = world.db.write(async move |tx: Tx| tx.shred_blob(territory, id, now).await);
    assert_eq!(again.await.unwrap(), None::<[u8; 32]>);
}

async fn what_nobody_refers_to_is_swept(world: World) {
    let blobs = open(&world);
    let kept = blobs.put(b"kept").await.unwrap();
    save(&world, &kept).await;
    blobs.put(b"its act failed").await.unwrap();
    fs::write(world.path("blobs").join("README"), "not ours").unwrap();
    let written = fs::metadata(&objects(&world.path("blobs"))[0]).unwrap().modified().unwrap();
    let written = jiff::Timestamp::try_from(written).unwrap();
    assert_eq!(
        blobs.sweep(&world.db, written + SignedDuration::from_hours(1)).await.unwrap(),
        0,
        "too young"
    );
    assert_eq!(blobs.sweep(&world.db, written + SignedDuration::from_hours(48)).await.unwrap(), 1);
    assert_eq!(blobs.get(&kept).await.unwrap(), b"kept");
    assert_eq!(objects(&world.path("blobs")).len(), 2);
}

#[tokio::test]
async fn an_address_is_understood_or_refused_without_its_secrets() {
    let world = World::sqlite().await;
    let secret =
        [("aws_secret_access_key", "hush"), ("aws_access_key_id", "me"), ("aws_region", "eu-west-3")];
    let options = secret.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let blobs =
        Blobs::open("s3://bucket/prefix", options.clone(), world.db.keys(), world.entropy.clone()).unwrap();
    assert!(!format!("{blobs:?}").contains("hush"));
    let error =
        Blobs::open("ftp://user:hush@host", options, world.db.keys(), world.entropy.clone()).unwrap_err();
    assert!(!error.to_string().contains("hush"), "{error}");
}
