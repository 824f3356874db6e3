"""The API under /api/v1: one success shape, one error shape, cursors, ETags, streamed exports, writes by token."""
