import { beforeAll, expect, test } from 'vitest'
import { describeWithRedis, type RedisServer, startRedis } from './redis.ts'

describeWithRedis('a redis-server of our own', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })

  test('answers, dies, and comes back empty at the same address', async () => {
    expect(await redis.command('SET thread grana')).toMatch(/^\+OK/)
    await redis.kill()
    await expect(redis.command('PING')).rejects.toThrow()
    await redis.restart()
    expect(await redis.command('GET thread')).toMatch(/^\$-1/)
  })

  test('hangs and resumes', async () => {
    redis.hang()
    await expect(redis.command('PING')).rejects.toThrow('does not answer')
    redis.resume()
    expect(await redis.command('PING')).toMatch(/^\+PONG/)
  })
})
