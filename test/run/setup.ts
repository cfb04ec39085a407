// Runs before each test file.
import { afterAll } from 'vitest'
import { removeTemporaryFolders } from './folders.ts'

afterAll(removeTemporaryFolders)
