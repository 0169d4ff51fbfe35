"""The data that comes with schoolties, as files; NOTICE.txt says where each is from and under which licence."""
