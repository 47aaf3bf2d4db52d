//! The key file.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use kernel::SeededEntropy;
use store::Keys;
use tempfile::TempDir;

#[test]
fn a_key_file_is_made_once_for_its_owner_alone() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("secrets/maillage.key");
    let made = Keys::load_or_create(&path, &SeededEntropy::new(1)).unwrap();
    let read = Keys::load_or_create(&path, &SeededEntropy::new(2)).unwrap();
    assert_eq!(made.audit(), read.audit());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::read(&path).unwrap().len(), 32);
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "no draft is left");
}

#[test]
fn a_key_file_that_others_may_read_is_refused() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("maillage.key");
    fs::write(&path, [1; 32]).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let error = Keys::load_or_create(&path, &SeededEntropy::new(1)).unwrap_err();
    assert!(error.to_string().contains("mode 0640") && error.to_string().contains("chmod 600"), "{error}");
}

#[test]
fn a_file_of_another_size_is_no_key() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("maillage.key");
    fs::write(&path, "short").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let error = Keys::load_or_create(&path, &SeededEntropy::new(1)).unwrap_err();
    assert!(error.to_string().contains("5 bytes"), "{error}");
}

#[test]
fn each_purpose_has_its_own_key() {
    let keys = Keys::from_bytes([7; 32]);
    let all = [keys.cursor(), keys.audit(), keys.blobs(), keys.tokens(), keys.derive("another")];
    for (n, key) in all.iter().enumerate() {
        assert!(!all[..n].contains(key));
        assert_ne!(*key, [7; 32]);
    }
    assert_ne!(Keys::from_bytes([8; 32]).audit(), keys.audit());
    assert_eq!(format!("{keys:?}"), "Keys(…)");
}
