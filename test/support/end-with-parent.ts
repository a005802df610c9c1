import { isMainThread } from "node:worker_threads"

// Loaded before a program that a test starts: nobody is left to end that program once the test's own process is gone.
if (isMainThread) process.stdin.resume().once("end", () => process.exit())
