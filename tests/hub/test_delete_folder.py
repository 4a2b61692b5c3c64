import os

from coprod_training.hub.delete_folder import delete_folder


def test_folders_a_thousand_deep_go_and_what_links_lead_to_stays(tmp_path):
    home, outside = tmp_path / "amira", tmp_path / "outside"
    (home / "coprod" / "learner").mkdir(parents=True)
    (home / "coprod" / "learner" / "words.jsonl").write_text("words\n")
    outside.mkdir()
    (outside / "kept").write_text("somebody else's")
    (home / "link").symlink_to(outside)
    (home / "coprod" / "link").symlink_to(outside)
    os.mkfifo(home / "pipe")
    at = os.open(home, os.O_RDONLY)
    for _ in range(1_500):
        os.mkdir("a", dir_fd=at)
        below = os.open("a", os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)

    delete_folder(home)

    assert not home.exists()
    assert (outside / "kept").read_text() == "somebody else's"
