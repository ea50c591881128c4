"""What several tests share: places, a desktop, log guards and small libraries."""
